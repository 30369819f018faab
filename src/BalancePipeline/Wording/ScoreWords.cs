using BalancePipeline.Scoring;

namespace BalancePipeline.Wording;

/// <summary>Says in a person's language what a score says in codes.</summary>
public static class ScoreWords
{
    /// <summary>A label's name, e.g. <c>Feedback, left undone</c>.</summary>
    public static string Label(this Words words, LabelKind kind, string code)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Format($"label.{kind.Code()}", words[$"{Family(kind)}.{code}"]);
    }

    /// <summary>An axis with its number, e.g. <c>Results: 3 of 4</c>.</summary>
    /// <param name="words">The language.</param>
    /// <param name="axis"><c>results</c> or <c>relationships</c>.</param>
    /// <param name="value">0 to 4.</param>
    public static string Axis(this Words words, string axis, double value)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Format("axis.value", words[$"axis.{axis}"], value.ToString("0.#", words.Culture));
    }

    /// <summary>One sentence on where a reply stands, or on why it was not scored.</summary>
    public static string Summary(this Words words, ReplyScore score)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(score);
        return score.Reason is { } reason ? words[$"not-scored.{reason.Code()}"] : words[$"position.{score.Position.Code()}"];
    }

    private static string Family(LabelKind kind) => kind is LabelKind.Practiced or LabelKind.Neglected ? "practice" : kind.Code();
}
