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
    public GroupFigures? Figures { get; init; }

    /// <summary>How the week differs from the four before; null when the figures are withheld.</summary>
    public Changes? Changes { get; init; }

    /// <summary>The same figures around the team; null when the figures are withheld.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>Figures of four weeks together, at the end of a four-week period, for a team too small for each week of it.</summary>
    public PeriodFigures? FourWeeks { get; init; }

    /// <summary>What the leader can do; null when there are no figures to go by.</summary>
    public Recommendation? Recommendation { get; init; }

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
        $"Not shown: with it, a group of fewer than {minimum} people could be told apart, here or in a team beside it.");

    internal static Withheld FirstWeeks { get; } = new("first-weeks", "There is no earlier week to compare with yet.");

    internal static Withheld ScorerChanged { get; } = new(
        "scorer-changed", "Not compared: the weeks before were read by another scorer, and it measures otherwise.");

    internal static Withheld PeopleChanged { get; } = new(
        "people-changed", "Not compared: since the weeks before, a few people joined or left, and a difference could tell of them.");
}

/// <summary>Figures of four weeks together; each person counts once, by the mean of their weeks.</summary>
/// <param name="From">The first week's Monday.</param>
/// <param name="To">The last week's Sunday.</param>
/// <param name="Figures">The figures.</param>
public sealed record PeriodFigures(DateOnly From, DateOnly To, GroupFigures Figures);

/// <summary>How a week differs from earlier ones.</summary>
/// <param name="Weeks">The ISO weeks it is compared with.</param>
/// <param name="Figures">The differences; empty when they are withheld.</param>
/// <param name="Withheld">Why there are none; null when there are.</param>
public sealed record Changes(IReadOnlyList<string> Weeks, IReadOnlyList<FigureChange> Figures, Withheld? Withheld);

/// <summary>The difference between a week's mean and the average of earlier weeks' means, with its 95 % interval (Welch's t, each week as if only so many had written as are told at least).</summary>
/// <param name="Code"><c>results</c>, <c>relationships</c>, <c>balance</c> or <c>depth</c>.</param>
/// <param name="Change">The difference, rounded to a tenth.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Marked">True when it is larger than chance, corrected by Holm for looking at all of them (5 % together).</param>
public sealed record FigureChange(string Code, double Change, double Low, double High, bool Marked);

/// <summary>The same figures of the groups around a team.</summary>
/// <param name="Parent">The team above; null when there is none or it is withheld.</param>
/// <param name="Organization">Everybody.</param>
public sealed record Comparison(ComparedGroup? Parent, ComparedGroup? Organization);

/// <summary>A group to compare with.</summary>
/// <param name="Path">The team's path; empty for the organisation.</param>
/// <param name="Results">Attention put into results, 0 to 4.</param>
/// <param name="Relationships">Attention put into relationships, 0 to 4.</param>
/// <param name="Balance">High only where both are high and near each other, 0 to 4.</param>
public sealed record ComparedGroup(string Path, Estimate Results, Estimate Relationships, Estimate Balance);

/// <summary>One practice to support and two things to do.</summary>
/// <param name="Practice">A code of the framework.</param>
/// <param name="Reason">Why this one, in a sentence.</param>
/// <param name="Actions">Two actions for the leader.</param>
public sealed record Recommendation(string Practice, string Reason, IReadOnlyList<LeaderAction> Actions);

/// <summary>Something a leader can do within a week.</summary>
/// <param name="Id">Its id in the library.</param>
/// <param name="Text">What to do.</param>
/// <param name="Reason">Why it helps.</param>
public sealed record LeaderAction(string Id, string Text, string Reason);

/// <summary>Figures of a group of people, each counted once.</summary>
public sealed record GroupFigures
{
    /// <summary>How many people wrote.</summary>
    public required CountBand Writers { get; init; }

    /// <summary>
    /// Share of those asked who wrote: <c>under-quarter</c>, <c>quarter-to-half</c>, <c>half-to-three-quarters</c> or <c>over-three-quarters</c>;
    /// null when it could tell of the few who did not, or when more wrote than were asked, because answers came late.
    /// </summary>
    public string? AnswerRate { get; init; }

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

/// <summary>A mean over people with its 95 % interval (Student's t, as if only so many had written as are told at least).</summary>
/// <param name="Mean">Rounded to a tenth (confidence to a hundredth).</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Estimate(double Mean, double Low, double High);

/// <summary>How many writers something holds for.</summary>
/// <param name="Code">A code of the framework.</param>
/// <param name="Share">A code of <c>few</c>, <c>some</c>, <c>half</c>, <c>many</c> or <c>most</c>, or two of them as in <c>few-to-some</c>; null when not even that may be shown.</param>
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
