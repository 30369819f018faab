using BalancePipeline.Insights;
using BalancePipeline.Insights.Advice;

namespace BalancePipeline.Api.Pages.Insights;

/// <summary>What the dashboard shows.</summary>
/// <param name="Teams">The teams that may be read.</param>
/// <param name="Team">The team looked at; null when there is none.</param>
/// <param name="Weeks">How many weeks were asked for.</param>
/// <param name="Insights">The team's weeks, oldest first.</param>
/// <param name="FollowUps">What was taken up, the newest first.</param>
public sealed record DashboardView(
    IReadOnlyList<ReadableTeam> Teams, ReadableTeam? Team, int Weeks, IReadOnlyList<Insight> Insights, IReadOnlyList<FollowUpReport> FollowUps)
{
    /// <summary>The newest week; null when nothing is released.</summary>
    public Insight? Latest => Insights.Count > 0 ? Insights[^1] : null;

    /// <summary>The newest week with figures of its own or of four weeks; null when there is none.</summary>
    public Insight? LatestShown => Insights.LastOrDefault(insight => insight.Shown() is not null);
}

/// <summary>Ways to look at an insight.</summary>
internal static class InsightViews
{
    /// <summary>The figures of the week, or of the four weeks that it ends.</summary>
    internal static GroupFigures? Shown(this Insight insight) => insight.Figures ?? insight.FourWeeks?.Figures;
}
