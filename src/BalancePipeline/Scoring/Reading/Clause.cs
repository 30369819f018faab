namespace BalancePipeline.Scoring.Reading;

/// <summary>Who acts in a clause.</summary>
internal enum Actor : byte
{
    Unknown,
    Writer,
    Other,
    Nobody,
}

/// <summary>How a clause tells of what it tells.</summary>
internal enum Mode : byte
{
    /// <summary>It happened.</summary>
    Did,

    /// <summary>It is happening.</summary>
    Doing,

    /// <summary>It is going to happen.</summary>
    Plan,

    /// <summary>It should happen, or should have.</summary>
    Wish,

    /// <summary>It is only thought of.</summary>
    Hypothetical,

    /// <summary>It is asked.</summary>
    Question,
}

/// <summary>A piece of a sentence with one verb, roughly.</summary>
/// <param name="Start">Index of the first token.</param>
/// <param name="End">Index after the last token.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Negated">Index of the token from which on the meaning is turned round; <paramref name="End"/> where it is not.</param>
/// <param name="Mode">How it is told.</param>
internal readonly record struct Clause(int Start, int End, Actor Actor, int Negated, Mode Mode)
{
    public bool IsNegated => Negated < End;
}
