using System.Text.Json;
using System.Text.Json.Serialization;

namespace BalancePipeline.Insights;

/// <summary>What may be said of a team and a week. This is the stored release and the JSON of the API at once.</summary>
public sealed record Insight
{
    /// <summary>The ISO week, e.g. <c>2026-W47</c>.</summary>
    public required string Week { get; init; }

    /// <summary>The week's Monday.</summary>
    public DateOnly From { get; init; }

    /// <summary>The week's Sunday.</summary>
    public DateOnly To { get; init; }

    /// <summary>1 for the first; more after a rescoring.</summary>
    public int Edition { get; init; }

    /// <summary>The scorer behind the figures.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>The minimum group size that was in force.</summary>
    public int MinimumGroupSize { get; init; }

    /// <summary>Why there are no figures; null when there are.</summary>
    public Withheld? Withheld { get; init; }

    /// <summary>The figures of the week; null when they are withheld.</summary>
    public Figures? Figures { get; init; }

    /// <summary>As stored and served.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, InsightJson.Default.Insight);

    /// <summary>Reads a stored insight.</summary>
    public static Insight Parse(string json) => JsonSerializer.Deserialize(json, InsightJson.Default.Insight)
        ?? throw new JsonException("The insight is null.");
}

/// <summary>Why something is not shown.</summary>
/// <param name="Code">Stable, e.g. <c>small-group</c>.</param>
/// <param name="Text">For people.</param>
public sealed record Withheld(string Code, string Text)
{
    internal static Withheld SmallGroup(int minimum) => new(
        "small-group",
        $"Not shown: with this week's figures, a group of fewer than {minimum} people could be told apart, here or beside here.");
}

/// <summary>Figures of a group of people, each counted once.</summary>
public sealed record Figures
{
    /// <summary>How many people wrote.</summary>
    public required CountBand Writers { get; init; }

    /// <summary>Share of those asked who wrote: <c>under-quarter</c>, <c>quarter-to-half</c>, <c>half-to-three-quarters</c> or <c>over-three-quarters</c>.</summary>
    public required string AnswerRate { get; init; }

    /// <summary>Attention put into results, 0 to 4.</summary>
    public required Estimate Results { get; init; }

    /// <summary>Attention put into relationships, 0 to 4.</summary>
    public required Estimate Relationships { get; init; }

    /// <summary>High only where both are high and near each other, 0 to 4.</summary>
    public required Estimate Balance { get; init; }

    /// <summary>How far the replies reflect, 0 to 3.</summary>
    public required Estimate Depth { get; init; }

    /// <summary>How sure the scorer is, 0 to 1.</summary>
    public required Estimate Confidence { get; init; }

    /// <summary>The four positions and how many writers stand there.</summary>
    public required IReadOnlyList<CodeBand> Positions { get; init; }

    /// <summary>The eight practices and how many writers lived or neglected each.</summary>
    public required IReadOnlyList<PracticeBands> Practices { get; init; }

    /// <summary>The six risks and how many writers show each.</summary>
    public required IReadOnlyList<CodeBand> Risks { get; init; }

    /// <summary>The four gains and how many writers show each.</summary>
    public required IReadOnlyList<CodeBand> Gains { get; init; }
}

/// <summary>A number of people, as a band.</summary>
/// <param name="Minimum">At least so many.</param>
/// <param name="Maximum">At most so many.</param>
public sealed record CountBand(int Minimum, int Maximum);

/// <summary>A mean over people with its 95 % interval (Student's t over writers).</summary>
/// <param name="Mean">Rounded to a tenth (confidence to a hundredth).</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Estimate(double Mean, double Low, double High);

/// <summary>How many writers something holds for.</summary>
/// <param name="Code">A code of the framework.</param>
/// <param name="Share">A code of <see cref="ShareBand"/>; null when not even that may be shown.</param>
public sealed record CodeBand(string Code, string? Share);

/// <summary>A practice in a week.</summary>
/// <param name="Code">A code of the framework.</param>
/// <param name="Practiced">How many writers lived it.</param>
/// <param name="Neglected">How many writers left it undone.</param>
public sealed record PracticeBands(string Code, string? Practiced, string? Neglected);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Insight))]
internal sealed partial class InsightJson : JsonSerializerContext;
