namespace BalancePipeline.Training.Examples;

/// <summary>Where an example comes from.</summary>
internal enum ExampleSource
{
    /// <summary>A piece of the bank of clauses.</summary>
    Clauses,

    /// <summary>A reply with three annotators.</summary>
    Dev,

    /// <summary>A reply with one annotator; the letter that its id begins with names the writer.</summary>
    Written,

    /// <summary>A reply of a writer whom training never sees.</summary>
    Unseen,

    /// <summary>A sentence cut from a reply.</summary>
    Sentence,
}

/// <summary>A labelled text.</summary>
/// <param name="Id">Its id in its file.</param>
/// <param name="Source">Its file.</param>
/// <param name="Question">What it answers; null where none was asked.</param>
/// <param name="Text">The reply or the piece of one.</param>
/// <param name="Scorable">Whether it can be scored; null where nobody said.</param>
/// <param name="Results">0 to 4; null where nobody said.</param>
/// <param name="Relationships">0 to 4; null where nobody said.</param>
/// <param name="Depth">0 to 3; null where nobody said.</param>
/// <param name="Labels">Whether it carries each label, by label index.</param>
/// <param name="Shares">Share of its readers who gave each label: what is taught, since doubt is to be learned too.</param>
/// <param name="Quotes">Where in the text an annotator underlined a label's words.</param>
internal sealed record Example(
    string Id,
    ExampleSource Source,
    string? Question,
    string Text,
    bool? Scorable,
    float? Results,
    float? Relationships,
    float? Depth,
    bool[] Labels,
    float[] Shares,
    IReadOnlyList<Quote> Quotes)
{
    public bool IsReply => Source is not (ExampleSource.Clauses or ExampleSource.Sentence);
}

/// <summary>The words that an annotator underlined for a label.</summary>
/// <param name="Label">Label index.</param>
/// <param name="Start">First character.</param>
/// <param name="End">After the last character.</param>
internal readonly record struct Quote(int Label, int Start, int End);
