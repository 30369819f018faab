using BalancePipeline.Insights.Privacy;
using BalancePipeline.Scoring;

namespace BalancePipeline.Insights.Advice;

/// <summary>Chooses one practice and two actions from what is shown of a team, and from nothing else.</summary>
internal static class RecommendationChoice
{
    private const int ActionCount = 2;
    private const int LargestSmallTeam = 12;

    /// <summary>The recommendation for a team-week; the same for the same figures and history.</summary>
    /// <param name="figures">What is shown of the team.</param>
    /// <param name="minimum">The minimum group size behind the figures.</param>
    /// <param name="history">Actions recommended in earlier weeks, the newest week first.</param>
    internal static Recommendation Next(GroupFigures figures, int minimum, IReadOnlyList<IReadOnlyList<string>> history)
    {
        var last = history.Count > 0 ? history[0] : [];
        var lastPractice = ActionLibrary.Actions.FirstOrDefault(action => last.Contains(action.Id))?.Practice;
        var practice = figures.Practices.OrderByDescending(Need).ThenBy(bands => bands.Code == lastPractice).First();
        var pattern = Positions.Of(figures.Results.Mean, figures.Relationships.Mean).Code();
        var size = (figures.Writers.Minimum + figures.Writers.Maximum) / 2 <= LargestSmallTeam ? "small" : "large";
        var actions = ActionLibrary.Actions
            .Where(action => action.Practice == practice.Code && action.Suits(pattern, size) && !last.Contains(action.Id))
            .OrderByDescending(action => WeeksSince(action.Id, history))
            .ThenByDescending(action => action.Pattern == pattern).ThenByDescending(action => action.Size == size)
            .ThenBy(action => action.Id, StringComparer.Ordinal).Take(ActionCount);
        return new Recommendation(practice.Code, Reason(practice, figures.Writers.Minimum < ShareBand.FiveFrom(minimum)), [.. actions.Select(action => new LeaderAction(action.Id, action.Text, action.Reason))]);
    }

    // Left undone weighs more than not mentioned: nobody asked for every practice in every week.
    private static int Need(PracticeBands practice) => 2 * Rank(practice.Neglected, unknown: 0) - Rank(practice.Practiced, unknown: 2);

    private static int Rank(string? share, int unknown) => share is null ? unknown : ShareBand.Rank(share);

    private static int WeeksSince(string action, IReadOnlyList<IReadOnlyList<string>> history)
    {
        for (var week = 0; week < history.Count; week++)
        {
            if (history[week].Contains(action)) return week;
        }

        return history.Count;
    }

    /// <param name="practice">The practice.</param>
    /// <param name="small">True when the group may be one in which few means up to half.</param>
    private static string Reason(PracticeBands practice, bool small)
    {
        var name = Framework.Practices.First(code => code.Code == practice.Code).Name;
        return practice switch
        {
            { Neglected: "some" or "half" or "many" or "most" } => $"{name}: {(practice.Neglected == "half" ? "about half" : practice.Neglected)} of those who wrote left it undone where it was called for, as far as the scorer can tell.",
            { Practiced: "few" or "some" } => $"{name}: {(practice.Practiced == "some" ? "only some" : small ? "at most half" : "only a few")} of those who wrote tell of living it, as far as the scorer can tell.",
            _ => $"{name} is the practice with the most room to grow this week.",
        };
    }
}
