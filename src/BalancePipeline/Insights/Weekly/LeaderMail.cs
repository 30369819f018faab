using System.Globalization;
using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Participants;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Insights.Weekly;

/// <summary>Writes the mails to leaders.</summary>
public sealed class LeaderMail(MailRenderer renderer, SignedTokens tokens, IOptions<MailOptions> options)
{
    private const int UnsubscribeDays = 365;

    /// <summary>The mail with a sign-in link, and where it leads once the leader is in.</summary>
    public OutgoingEmail SignIn(string email, string code, string destination)
    {
        var query = destination == "/" ? "" : $"?return={Uri.EscapeDataString(destination)}";
        var content = new SignInContent(Url($"sign-in/{code}{query}"), (int)SignInLinks.Lifetime.TotalMinutes);

        // The code's own hash names the mail, so that the name of a kept mail does not open the door.
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code)))[..32];
        return Compose(
            email, $"sign-in-{id}", "Your sign-in link",
            $"Sign in with this link; it works once, within {content.Minutes} minutes:\n{content.Url}\n\nIf you did not ask for it, there is nothing to do.\n",
            renderer.Render<SignInHtml>(content));
    }

    /// <summary>The weekly mail.</summary>
    /// <param name="right">One of the leader's rights to read; the link that ends the mails names it.</param>
    /// <param name="week">The week's Monday.</param>
    /// <param name="teams">The leader's teams with what is released of them.</param>
    /// <param name="now">The time of it.</param>
    public OutgoingEmail Digest(Leader right, DateOnly week, IReadOnlyList<(Team Team, Insight Insight)> teams, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(right);
        var unsubscribe = Url($"digest/unsubscribe/{tokens.Issue(TokenPurpose.Digest, right.Id, now.AddDays(UnsubscribeDays))}");
        var content = new DigestContent(IsoWeek.Describe(week), [.. teams.Select(team => Describe(team.Team, team.Insight))], unsubscribe);
        var name = string.Create(CultureInfo.InvariantCulture, $"digest-{right.Id}-{IsoWeek.Format(week).ToLowerInvariant()}");
        var mail = Compose(right.Email, name, Subject(content), Text(content), renderer.Render<DigestHtml>(content));
        return mail with
        {
            Headers = new Dictionary<string, string>(mail.Headers)
            {
                ["List-Unsubscribe"] = $"<{unsubscribe}>",
                ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
            },
        };
    }

    private DigestTeam Describe(Team team, Insight insight)
    {
        var action = insight.Recommendation is { Actions: [var first, ..] } ? first : null;
        return new DigestTeam(
            team.Path, Url($"?team={team.Id.ToString(CultureInfo.InvariantCulture)}"), LeaderMailText.Changed(insight),
            insight.Figures ?? insight.FourWeeks?.Figures, action?.Text, action?.Reason);
    }

    private OutgoingEmail Compose(string email, string id, string subject, string text, string html) => new()
    {
        MessageId = $"{id}@{options.Value.InboundDomain}",
        Recipient = email,
        Subject = subject,
        Text = text,
        Html = html,
        Headers = new Dictionary<string, string>
        {
            ["Auto-Submitted"] = "auto-generated",
            ["X-Auto-Response-Suppress"] = "All",
        },
    };

    private string Url(string path) => $"{options.Value.PublicUrl.TrimEnd('/')}/{path}";

    private static string Subject(DigestContent content) =>
        content.Teams is [var team] ? $"{team.Path} in the {content.Week}" : $"Your teams in the {content.Week}";

    private static string Text(DigestContent content)
    {
        var teams = content.Teams.Select(team => string.Join('\n', new[]
        {
            team.Path,
            team.Figures is { } figures
                ? string.Create(CultureInfo.InvariantCulture, $"Results {figures.Results.Mean:0.0} of 4, relationships {figures.Relationships.Mean:0.0} of 4")
                : null,
            "What changed: " + team.Changed,
            team.Action is null ? null : "What to do: " + team.Action,
            team.Url,
        }.OfType<string>()));
        return string.Join("\n\n", [.. teams, $"Figures are of groups, never of a person.\nNo more weekly mails: {content.UnsubscribeUrl}"]) + "\n";
    }
}
