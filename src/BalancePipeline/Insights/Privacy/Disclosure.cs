using BalancePipeline.Insights.Figures;
using BalancePipeline.Scoring;

namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// Decides what may be shown, and is the only place that does. Groups shown of one week are nested or apart, so they cut the
/// writers into blocks: each shown group without the shown groups inside it. Any sum or difference of shown figures is a sum over
/// whole blocks; hence nobody can be told apart when every block has the minimum of people, or nobody belongs to it.
/// </summary>
internal sealed class Disclosure
{
    private static readonly int PositionCount = Enum.GetValues<Position>().Length;

    private readonly InsightTree _tree;
    private readonly IReadOnlyList<Tally> _groups;
    private readonly int _minimum;
    private readonly int[] _places;
    private readonly List<int> _shown = [];
    private readonly List<int> _around = [];
    private ShareBand?[][] _labels = [];
    private ShareBand?[][] _positions = [];
    private IReadOnlyList<(CountBand Writers, string? Rate)> _answers = [];

    private Disclosure(InsightTree tree, IReadOnlyList<Tally> groups, int minimum)
    {
        _tree = tree;
        _groups = groups;
        _minimum = minimum;
        _places = new int[tree.Nodes.Count];
        Array.Fill(_places, -1);
    }

    /// <summary>Decides for a week that is released for the first time.</summary>
    /// <param name="tree">The teams.</param>
    /// <param name="groups">The writers at or below each node.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal static Disclosure Decide(InsightTree tree, IReadOnlyList<Tally> groups, int minimum)
    {
        var disclosure = new Disclosure(tree, groups, minimum);

        // A team inside an organisation that may not be shown can't be either: it is smaller.
        disclosure.Show(disclosure.Choose(node => groups[node].Writers >= minimum));
        return disclosure;
    }

    /// <summary>
    /// Decides for a later edition: what was shown of exactly these people may be shown again, and nothing else, since the figures
    /// of a group that has lost one person would tell that person's by difference to the earlier edition.
    /// </summary>
    /// <param name="tree">The teams as the first edition saw them.</param>
    /// <param name="groups">The writers at or below each node.</param>
    /// <param name="minimum">The minimum group size of the first edition.</param>
    /// <param name="mayBeShown">True for nodes that the first edition showed and whose writers are all still there.</param>
    /// <param name="first">What the first edition says of each team that it showed. How many wrote is not counted again: that would tell of the silent who were erased since.</param>
    internal static Disclosure DecideAgain(
        InsightTree tree, IReadOnlyList<Tally> groups, int minimum, Func<int, bool> mayBeShown, IReadOnlyDictionary<long, GroupFigures> first)
    {
        var disclosure = new Disclosure(tree, groups, minimum);
        disclosure.Show(Enumerable.Range(0, tree.Nodes.Count).Where(mayBeShown), Told);
        return disclosure;

        (CountBand, string?) Told(int node)
        {
            var figures = first[tree.Nodes[node].TeamId];
            return (figures.Writers, figures.AnswerRate);
        }
    }

    /// <summary>
    /// Decides for the four weeks of a period together, for teams of which, and inside which, no week of it was shown. Nothing that the weeks' own
    /// figures can be taken from must be left small: a block of a week that holds people of such a team must also hold the minimum of
    /// people of no such team, so that every combination with that week's figures still mixes them in.
    /// </summary>
    /// <param name="tree">The teams.</param>
    /// <param name="groups">The writers of the four weeks at or below each node, each person once.</param>
    /// <param name="minimum">The minimum group size.</param>
    /// <param name="weeks">The four weeks as released.</param>
    internal static Disclosure DecidePeriod(InsightTree tree, IReadOnlyList<Tally> groups, int minimum, IReadOnlyList<PeriodWeek> weeks)
    {
        var disclosure = new Disclosure(tree, groups, minimum);
        var shownBefore = tree.AnyInside(node => weeks.Any(week => week.Shows(tree.Nodes[node].TeamId)));
        var open = groups.Select((group, node) => group.Writers >= minimum && !shownBefore[node]).ToArray();
        HashSet<int> shown;
        int[] bare;
        do
        {
            shown = [.. disclosure.Choose(node => open[node])];
            bare = [.. weeks.SelectMany(week => week.LaidBare(tree, shown, minimum)).Distinct()];
            foreach (var node in bare) open[node] = false;
        }
        while (bare.Length > 0);

        disclosure.Show(shown);
        return disclosure;
    }

    /// <summary>Whether anything of a node may be shown.</summary>
    internal bool Shows(int node) => _places[node] >= 0;

    /// <summary>How many of a shown node's writers carry a label, as a band; null when not even that may be shown.</summary>
    internal ShareBand? Label(int node, int label) => _labels[label][_places[node]];

    /// <summary>How many of a shown node's writers stand at a position; null when not even that may be shown.</summary>
    internal ShareBand? At(int node, Position position) => _positions[(int)position][_places[node]];

    /// <summary>How many people wrote.</summary>
    internal CountBand Writers(int node) => _answers[_places[node]].Writers;

    /// <summary>Which share of those asked wrote; null when not even that may be shown.</summary>
    internal string? AnswerRate(int node) => _answers[_places[node]].Rate;

    private IEnumerable<int> Choose(Func<int, bool> mayBeShown)
    {
        var open = new Stack<int>(_tree.Outermost(mayBeShown));
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var below in ChooseInside(node, mayBeShown)) open.Push(below);
        }
    }

    /// <summary>
    /// The groups to show inside a shown one. While what is left over is a group below the minimum, the smallest of them is
    /// hidden and the groups inside it take its place. People who did not write are left over too: were a group shown only in the weeks
    /// in which none of a few people beside it writes, it would tell of them that they were silent.
    /// </summary>
    private IEnumerable<int> ChooseInside(int node, Func<int, bool> mayBeShown)
    {
        var candidates = new PriorityQueue<int, (int, long)>();
        var (rest, people) = (_groups[node].Writers, _groups[node].Members);
        Offer(node);
        while (rest < _minimum && (rest > 0 || people > 0) && candidates.TryDequeue(out var smallest, out _))
        {
            rest += _groups[smallest].Writers;
            people += _groups[smallest].Members;
            Offer(smallest);
        }

        return candidates.UnorderedItems.Select(item => item.Element);

        void Offer(int around)
        {
            foreach (var child in _tree.Outermost(mayBeShown, around))
            {
                candidates.Enqueue(child, (_groups[child].Writers, _tree.Nodes[child].TeamId));
                rest -= _groups[child].Writers;
                people -= _groups[child].Members;
            }
        }
    }

    private void Show(IEnumerable<int> nodes, Func<int, (CountBand Writers, string? Rate)>? answers = null)
    {
        foreach (var node in nodes.Order())
        {
            _places[node] = _shown.Count;
            var around = _tree.Nodes[node].Parent;
            while (around >= 0 && _places[around] < 0) around = _tree.Nodes[around].Parent;
            _around.Add(around < 0 ? -1 : _places[around]);
            _shown.Add(node);
        }

        _answers = [.. answers is null ? DecideAnswers() : _shown.Select(answers)];
        var bands = new LabelBands(_around, _shown.ConvertAll(node => _groups[node].Writers), [.. _answers.Select(told => told.Writers)], _minimum);
        _labels =
        [
            .. LabelSet.All.Index().Select(label => bands.Decide(
                _shown.ConvertAll(node => _groups[node].Labels[label.Index]), label.Item.Kind is LabelKind.Neglected or LabelKind.Risk)),
        ];
        _positions = bands.DecideParts([.. Enumerable.Range(0, PositionCount).Select(position => _shown.ConvertAll(node => _groups[node].Positions[position]))]);
    }

    private IEnumerable<(CountBand, string?)> DecideAnswers() => Answers.Decide(
        _around,
        _shown.ConvertAll(node => _groups[node].Writers), _shown.ConvertAll(node => _groups[node].Asked), _shown.ConvertAll(node => _groups[node].Members),
        _minimum).Select(band => (band.Writers, band.Rate));
}
