using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Patterns;

/// <summary>One place of a pattern: which tokens may stand there.</summary>
internal sealed class PatternElement
{
    private readonly ulong[] _words;
    private readonly bool _anyWord;
    private readonly bool _anyPerson;
    private readonly bool _anyNumber;

    public PatternElement(string text, Lexicon lexicon)
    {
        var words = new HashSet<ulong>();
        foreach (var choice in text.Split('|'))
        {
            if (choice == "_") _anyWord = true;
            else if (choice == "@person") _anyPerson = true;
            else if (choice == "@number") _anyNumber = true;
            else foreach (var form in Inflections.Of(choice)) words.Add(lexicon.Look(form).Word);
        }

        _words = [.. words];
    }

    /// <summary>The words that may stand here; empty where a class of words may.</summary>
    public IReadOnlyCollection<ulong> Words => _anyWord || _anyPerson || _anyNumber ? [] : _words;

    public bool Fits(Token token) =>
        (_anyWord && token.IsWordLike)
        || (_anyPerson && token.Is(WordClasses.Person | WordClasses.Other))
        || (_anyNumber && token.Kind is TokenKind.Number)
        || _words.AsSpan().Contains(token.Word);
}
