namespace BalancePipeline.Scoring;

/// <summary>The stable names that stored scores, tools and the API use.</summary>
public static class ScoringNames
{
    /// <summary>The fields in which labels are listed, wherever a score is read or written, in the framework's order.</summary>
    internal static readonly (string Field, LabelKind Kind)[] Fields =
        [("practiced", LabelKind.Practiced), ("neglected", LabelKind.Neglected), ("risks", LabelKind.Risk), ("gains", LabelKind.Gain)];

    /// <summary>E.g. <c>practiced</c>.</summary>
    public static string Code(this LabelKind kind) => kind switch
    {
        LabelKind.Practiced => "practiced",
        LabelKind.Neglected => "neglected",
        LabelKind.Risk => "risk",
        LabelKind.Gain => "gain",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of label"),
    };

    /// <summary>E.g. <c>off-topic</c>.</summary>
    public static string Code(this NotScorable reason) => reason switch
    {
        NotScorable.Empty => "empty",
        NotScorable.Automatic => "automatic",
        NotScorable.OffTopic => "off-topic",
        NotScorable.TooShort => "too-short",
        NotScorable.NotEnglish => "not-english",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Unknown reason"),
    };
}
