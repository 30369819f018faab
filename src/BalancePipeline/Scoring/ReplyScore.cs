namespace BalancePipeline.Scoring;

/// <summary>What a scorer says of one reply, by the balance framework.</summary>
public sealed record ReplyScore
{
    /// <summary>Why the reply was not scored; null when it was. All numbers are then 0 and there are no labels.</summary>
    public NotScorable? Reason { get; init; }

    /// <summary>Attention and energy put into results, 0 to 4.</summary>
    public double Results { get; init; }

    /// <summary>Attention and energy put into relationships, 0 to 4.</summary>
    public double Relationships { get; init; }

    /// <summary>How far the reply reflects, 0 to 3.</summary>
    public double Depth { get; init; }

    /// <summary>How likely the reply can be scored at all, times how often both axes are right within a step; 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The labels found, each with the words that led to it, in the order of the framework.</summary>
    public IReadOnlyList<ScoreLabel> Labels { get; init; } = [];

    /// <summary>False when the reply is empty, automatic, off topic, too short or not in a language the scorer reads.</summary>
    public bool Scorable => Reason is null;

    /// <summary>High only where both axes are high and near each other, 0 to 4: their harmonic mean.</summary>
    public double Balance => Results + Relationships > 0 ? 2 * Results * Relationships / (Results + Relationships) : 0;

    /// <summary>Where the reply stands on the grid of results and relationships.</summary>
    public Position Position => Positions.Of(Results, Relationships);

    /// <summary>The codes of one kind of label, in the order of the framework.</summary>
    public IEnumerable<string> Codes(LabelKind kind) => Labels.Where(label => label.Kind == kind).Select(label => label.Code);

    /// <summary>A reply that is not scored, and why.</summary>
    public static ReplyScore NotScored(NotScorable reason, double confidence = 1) => new() { Reason = reason, Confidence = confidence };
}

/// <summary>One statement about a reply and the words that led to it.</summary>
/// <param name="Kind">Practised, neglected, risk or gain.</param>
/// <param name="Code">A code of <see cref="Framework.CodesOf"/> for that kind.</param>
/// <param name="Confidence">How often a label given with this number is right, 0 to 1.</param>
/// <param name="Start">Offset of the first character of the evidence in the scored text (UTF-16).</param>
/// <param name="End">Offset after the last character of the evidence.</param>
public sealed record ScoreLabel(LabelKind Kind, string Code, double Confidence, int Start, int End);

/// <summary>The four kinds of statement that the framework makes about a reply.</summary>
public enum LabelKind
{
    /// <summary>The writer did it, is doing it or has committed to a concrete next step of it.</summary>
    Practiced,

    /// <summary>It was called for and left undone, or its opposite done.</summary>
    Neglected,

    /// <summary>A price of imbalance that is there or near.</summary>
    Risk,

    /// <summary>A promise of balance that is happening.</summary>
    Gain,
}

/// <summary>Why a reply was not scored.</summary>
public enum NotScorable
{
    /// <summary>There are no words in it.</summary>
    Empty,

    /// <summary>A machine wrote it.</summary>
    Automatic,

    /// <summary>It is not about the writer's work.</summary>
    OffTopic,

    /// <summary>Too little to go by.</summary>
    TooShort,

    /// <summary>The scorer reads English only.</summary>
    NotEnglish,
}
