namespace BalancePipeline.Scoring;

/// <summary>
/// The codes of the balance framework, in the framework's own order. Codes are stable: they stand in stored scores, releases and the API.
/// </summary>
public static class Framework
{
    /// <summary>Largest value of the results and relationships axes; both start at 0.</summary>
    public const double AxisMaximum = 4;

    /// <summary>Largest value of depth, which starts at 0.</summary>
    public const double DepthMaximum = 3;

    /// <summary>The eight practices that bring results and relationships together.</summary>
    public static IReadOnlyList<FrameworkCode> Practices { get; } =
    [
        new("priorities", "Setting priorities"),
        new("communication", "Effective communication"),
        new("collaboration", "Collaboration"),
        new("conflict", "Conflict resolution"),
        new("partnership", "Shared goals and partnerships"),
        new("feedback", "Feedback"),
        new("growth", "Growth mindset and learning"),
        new("leadership", "Leadership"),
    ];

    /// <summary>What the framework names as the price of imbalance.</summary>
    public static IReadOnlyList<FrameworkCode> Risks { get; } =
    [
        new("burnout", "Burnout"),
        new("strained", "Strained relationships"),
        new("silo", "Working in silos"),
        new("unsupported", "Missed help"),
        new("no-buy-in", "No buy-in"),
        new("low-influence", "Low influence"),
    ];

    /// <summary>What the framework promises from balance.</summary>
    public static IReadOnlyList<FrameworkCode> Gains { get; } =
    [
        new("value", "Visible value"),
        new("trust", "Trust"),
        new("influence", "Influence"),
        new("satisfaction", "Satisfaction"),
    ];

    /// <summary>The codes that a label of this kind may carry.</summary>
    public static IReadOnlyList<FrameworkCode> CodesOf(LabelKind kind) => kind switch
    {
        LabelKind.Practiced or LabelKind.Neglected => Practices,
        LabelKind.Risk => Risks,
        LabelKind.Gain => Gains,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of label"),
    };
}

/// <summary>A code of the framework and its name for people.</summary>
/// <param name="Code">Stable, lower case, e.g. <c>no-buy-in</c>.</param>
/// <param name="Name">English name, e.g. <c>No buy-in</c>.</param>
public sealed record FrameworkCode(string Code, string Name);
