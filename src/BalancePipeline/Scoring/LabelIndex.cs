namespace BalancePipeline.Scoring;

/// <summary>Numbers the labels of the framework 0 to 25: practised, neglected, risks, gains, each in the framework's order.</summary>
internal static class LabelIndex
{
    /// <summary>8 practices lived, 8 left undone, 6 risks, 4 gains.</summary>
    public const int Count = 26;

    private static readonly (LabelKind Kind, string Code)[] All =
        [.. Enum.GetValues<LabelKind>().SelectMany(kind => Framework.CodesOf(kind).Select(code => (kind, code.Code)))];

    public static (LabelKind Kind, string Code) At(int index) => All[index];

    public static int Of(LabelKind kind, string code) => Array.IndexOf(All, (kind, code));

    /// <summary>The index of a label written as <c>practiced:priorities</c>.</summary>
    public static int Parse(string label)
    {
        var index = Array.FindIndex(All, one => label == $"{one.Kind.Code()}:{one.Code}");
        return index >= 0 ? index : throw new FormatException($"{label} is no label of the framework.");
    }
}
