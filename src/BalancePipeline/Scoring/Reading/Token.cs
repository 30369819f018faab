namespace BalancePipeline.Scoring.Reading;

/// <summary>What a piece of a reply is.</summary>
internal enum TokenKind : byte
{
    Word,

    /// <summary>A capitalised word that names somebody or something; all names read alike.</summary>
    Name,

    /// <summary>Digits, with their currency or unit signs.</summary>
    Number,

    /// <summary>A comma, dash, colon or bracket: a pause inside a sentence.</summary>
    Pause,

    /// <summary>A full stop, exclamation mark, semicolon, line end or bullet.</summary>
    Stop,

    /// <summary>A question mark.</summary>
    Question,
}

/// <summary>A piece of a reply.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Word">Hash of the lower-case form with spelling and pronouns made even; see <see cref="Lexicon"/>.</param>
/// <param name="Classes">What the lexicon knows of the word.</param>
internal readonly record struct Token(int Start, int Length, TokenKind Kind, ulong Word, WordClasses Classes)
{
    public int End => Start + Length;

    public bool IsWordLike => Kind <= TokenKind.Number;

    public bool Is(WordClasses classes) => (Classes & classes) != 0;
}
