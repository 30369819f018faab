namespace BalancePipeline.Scoring;

/// <summary>The stable names that stored scores, tools and the API use.</summary>
public static class ScoringNames
{
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
