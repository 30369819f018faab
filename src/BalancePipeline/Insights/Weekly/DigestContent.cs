using System.Globalization;

namespace BalancePipeline.Insights.Weekly;

/// <summary>What a weekly mail says.</summary>
/// <param name="Week">The week in words.</param>
/// <param name="Teams">The leader's teams.</param>
/// <param name="UnsubscribeUrl">Ends the weekly mail.</param>
public sealed record DigestContent(string Week, IReadOnlyList<DigestTeam> Teams, string UnsubscribeUrl);

/// <summary>A team in a weekly mail.</summary>
/// <param name="Path">The team.</param>
/// <param name="Url">Its page.</param>
/// <param name="Changed">The one thing that changed, or why nothing can be said.</param>
/// <param name="Figures">Results and relationships; null when they are withheld.</param>
/// <param name="Action">The one thing to do; null when there is nothing to go by.</param>
/// <param name="ActionReason">Why it helps.</param>
public sealed record DigestTeam(string Path, string Url, string Changed, GroupFigures? Figures, string? Action, string? ActionReason);

/// <summary>What the mail with a sign-in link says.</summary>
/// <param name="Url">The link.</param>
/// <param name="Minutes">How long it holds.</param>
public sealed record SignInContent(string Url, int Minutes);

/// <summary>Writes mails to leaders.</summary>
internal static class LeaderMailText
{
    internal static string Changed(Insight insight)
    {
        if (insight.Figures is null)
            return insight.FourWeeks is null ? insight.Withheld!.Text : "Too few people wrote in a single week; the figures are of four weeks together.";
        if (insight.Changes is not { Withheld: null } changes) return insight.Changes?.Withheld?.Text ?? "There is nothing to compare this week with.";
        return changes.Figures.Where(change => change.Marked).MaxBy(change => Math.Abs(change.Change)) is { } change
            ? $"{ChangeName(change.Code)} {(change.Change > 0 ? "rose" : "fell")} by {Math.Abs(change.Change).ToString("0.0", CultureInfo.InvariantCulture)} against the weeks before, more than chance would bring."
            : "Nothing changed by more than chance would bring.";
    }

    internal static string ChangeName(string code) => char.ToUpperInvariant(code[0]) + code[1..];
}
