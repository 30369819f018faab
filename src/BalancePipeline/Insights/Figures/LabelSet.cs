using BalancePipeline.Scoring;

namespace BalancePipeline.Insights.Figures;

/// <summary>The labels of one person's week, one bit each, in the order of the framework: practised, neglected, risks, gains.</summary>
internal readonly record struct LabelSet(uint Bits)
{
    internal static readonly IReadOnlyList<(LabelKind Kind, string Code)> All =
        [.. Enum.GetValues<LabelKind>().SelectMany(kind => Framework.CodesOf(kind).Select(code => (kind, code.Code)))];

    private static readonly Dictionary<(LabelKind, string), int> Indexes = All.Index().ToDictionary(label => label.Item, label => label.Index);

    internal static int IndexOf(LabelKind kind, string code) => Indexes[(kind, code)];

    internal static LabelSet Of(IEnumerable<ScoreLabel> labels)
    {
        var bits = 0u;
        foreach (var label in labels)
        {
            if (Indexes.TryGetValue((label.Kind, label.Code), out var index)) bits |= 1u << index;
        }

        return new LabelSet(bits);
    }

    internal bool Has(int index) => (Bits >> index & 1) == 1;

    public static LabelSet operator |(LabelSet left, LabelSet right) => new(left.Bits | right.Bits);
}
