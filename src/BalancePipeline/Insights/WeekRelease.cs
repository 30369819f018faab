using BalancePipeline.Insights.Advice;
using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;

namespace BalancePipeline.Insights;

/// <summary>Everything that one release says, node by node.</summary>
/// <param name="release">The release.</param>
/// <param name="tree">The teams.</param>
/// <param name="week">The week's writers.</param>
/// <param name="disclosure">What may be shown of them.</param>
/// <param name="earlier">The weeks before.</param>
/// <param name="comparability">With which of them each team's week may be compared; null when the week is not compared.</param>
/// <param name="period">The four-week period that the week ends, or null.</param>
internal sealed class WeekRelease(
    Release release,
    InsightTree tree,
    WeekGroups week,
    Disclosure disclosure,
    EarlierWeeks earlier,
    Comparability? comparability,
    PeriodRelease? period)
{
    /// <summary>How many nodes there are.</summary>
    internal int Count => tree.Nodes.Count;

    /// <summary>How many of them show figures.</summary>
    internal int ShownCount => Enumerable.Range(0, Count).Count(disclosure.Shows);

    /// <summary>Stores all of it, in batches; of a later edition what it shows.</summary>
    internal async Task WriteAsync(BalanceDb db, CancellationToken cancellationToken)
    {
        const int Batch = 1000;
        foreach (var nodes in Enumerable.Range(0, Count).Where(node => release.Edition == 1 || disclosure.Shows(node)).Chunk(Batch))
        {
            db.ReleasedInsights.AddRange(nodes.Select(Row));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private ReleasedInsight Row(int node)
    {
        var insight = disclosure.Shows(node) ? Shown(node) : Hidden(node);
        return new ReleasedInsight
        {
            TeamId = tree.Nodes[node].TeamId,
            Week = release.Week,
            Edition = release.Edition,
            ReleaseId = release.Id,
            ParentId = Parent(node) is { } parent ? tree.Nodes[parent].TeamId : null,
            Path = tree.Nodes[node].Path,
            OwnWriters = week.Own[node],
            Sums = disclosure.Shows(node) ? Sums(node).ToJson() : null,
            ScorerVersion = disclosure.Shows(node) ? week.ScorerVersion(node) : null,
            Actions = insight.Recommendation is { } advice ? string.Join(' ', advice.Actions.Select(action => action.Id)) : null,
            Body = insight.ToJson(),
        };
    }

    private Insight Shown(int node)
    {
        var figures = FigureReport.Of(week.Groups[node], node, disclosure);
        return Frame() with
        {
            ScorerVersion = week.ScorerVersion(node),
            Figures = figures,
            Changes = Changes(node),
            Comparison = new Comparison(Parent(node) is > 0 and { } parent ? Compared(parent) : null, node > 0 ? Compared(0) : null),
            Recommendation = Advise(node, figures, release.MinimumGroupSize),
        };
    }

    private Insight Hidden(int node)
    {
        var insight = Frame() with { Withheld = Withheld.SmallGroup(release.MinimumGroupSize), FourWeeks = period?.Figures(node) };
        return insight.FourWeeks is { } four ? insight with { Recommendation = Advise(node, four.Figures, period!.Minimum) } : insight;
    }

    private Insight Frame() => new()
    {
        Week = IsoWeek.Format(release.Week),
        From = release.Week,
        To = release.Week.AddDays(6),
        Edition = release.Edition,
        ScorerVersion = release.ScorerVersion,
        MinimumGroupSize = release.MinimumGroupSize,
    };

    private Changes? Changes(int node)
    {
        if (comparability is null) return null;
        var team = tree.Nodes[node].TeamId;
        var known = earlier.Comparable(team, week.ScorerVersion(node)).ToDictionary(row => row.Week);
        if (known.Count == 0) return new Changes([], [], earlier.Shown(team).Any() ? Withheld.ScorerChanged : Withheld.FirstWeeks);
        var allowed = comparability.Choose(team, known.Keys);
        return allowed.Count == 0
            ? new Changes([], [], Withheld.PeopleChanged)
            : new Changes(
                [.. allowed.Select(IsoWeek.Format)],
                FigureReport.Changes(Sums(node), [.. allowed.Select(earlierWeek => ReleasedSums.Parse(known[earlierWeek].Sums!))]),
                null);
    }

    private ReleasedSums Sums(int node) => ReleasedSums.Of(week.Groups[node], disclosure.Writers(node));

    private ComparedGroup? Compared(int node)
    {
        if (!disclosure.Shows(node)) return null;
        var figures = FigureReport.Of(week.Groups[node], node, disclosure);
        return new ComparedGroup(tree.Nodes[node].Path, figures.Results, figures.Relationships, figures.Balance);
    }

    private Recommendation Advise(int node, GroupFigures figures, int minimum) =>
        RecommendationChoice.Next(figures, minimum, earlier.Actions(tree.Nodes[node].TeamId));

    private int? Parent(int node) => tree.Nodes[node].Parent is var parent and >= 0 ? parent : null;
}

/// <summary>What a release says of the four-week period that its week ends.</summary>
internal sealed class PeriodRelease(Period period, int minimum, WeekGroups groups, Disclosure disclosure)
{
    /// <summary>The largest minimum group size of its weeks.</summary>
    internal int Minimum => minimum;

    internal PeriodFigures? Figures(int node) => disclosure.Shows(node)
        ? new PeriodFigures(period.First, period.Last.AddDays(6), FigureReport.Of(groups.Groups[node], node, disclosure))
        : null;
}
