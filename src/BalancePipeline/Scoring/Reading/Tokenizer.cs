using System.Text;

namespace BalancePipeline.Scoring.Reading;

/// <summary>Cuts a reply into words, numbers and marks, in one pass and without copying text.</summary>
internal static class Tokenizer
{
    private static readonly ulong AnyName = WordHash.Of("<name>");
    private static readonly ulong AnyNumber = WordHash.Of("<number>");

    // Greek, and behind it the other scripts; the few Latin letters that stand there too are in no English word.
    private const char FirstOtherScript = '\u0370';

    /// <summary>Appends the tokens of the text, up to <paramref name="limit"/> of them.</summary>
    public static void Read(string text, Lexicon lexicon, List<Token> tokens, int limit)
    {
        var start = true;
        for (var i = 0; i < text.Length && tokens.Count < limit;)
        {
            var c = text[i];
            if (char.IsLetter(c)) Add(Word(text, i, start, lexicon));
            else if (char.IsAsciiDigit(c) || (IsCurrency(c) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))) Add(Number(text, i));
            else if (Mark(text, i) is { } kind) Add(new Token(i, 1, kind, WordHash.Of(text.AsSpan(i, 1)), WordClasses.None));
            else if (!Rune.TryGetRuneAt(text, i, out var rune)) i++;
            else if (Rune.IsLetter(rune)) Add(new Token(i, rune.Utf16SequenceLength, TokenKind.Word, WordHash.Of(text.AsSpan(i, rune.Utf16SequenceLength)), WordClasses.Foreign));
            else i += rune.Utf16SequenceLength;

            void Add(Token token)
            {
                tokens.Add(token);
                start = token.Kind is TokenKind.Stop or TokenKind.Question;
                i = token.End;
            }
        }
    }

    private static Token Word(string text, int start, bool startsSentence, Lexicon lexicon)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetter(text[end]) || char.GetUnicodeCategory(text[end]) == System.Globalization.UnicodeCategory.NonSpacingMark || JoinsLetters(text, end))) end++;
        var span = text.AsSpan(start, end - start);
        var (word, classes) = lexicon.Look(span);
        if (span[0] >= FirstOtherScript) classes |= WordClasses.Foreign;
        return IsName(span, classes, startsSentence, lexicon)
            ? new Token(start, span.Length, TokenKind.Name, AnyName, WordClasses.Other | WordClasses.Person)
            : new Token(start, span.Length, TokenKind.Word, word, classes);
    }

    private static bool JoinsLetters(string text, int i) =>
        text[i] is '\'' or '’' or '‘' or '`' or '´' or '-' && i + 1 < text.Length && char.IsLetter(text[i + 1]);

    private static bool IsName(ReadOnlySpan<char> span, WordClasses classes, bool startsSentence, Lexicon lexicon)
    {
        var isGivenName = (classes & (WordClasses.GivenName | WordClasses.Common)) == WordClasses.GivenName;
        if (isGivenName || !char.IsUpper(span[0])) return isGivenName;
        if (span.Length == 1 || IsShouting(span) || (classes & ~WordClasses.GivenName & ~WordClasses.Common) != 0) return false;
        // At the start of a sentence every word is capitalised, so only one that is no everyday word, nor a form of one, is taken for a name.
        return startsSentence ? classes == WordClasses.None && !lexicon.IsKnown(span) && !IsWordForm(span) : (classes & WordClasses.GivenName) != 0 || classes == WordClasses.None;
    }

    private static bool IsWordForm(ReadOnlySpan<char> span) =>
        span.EndsWith("ing", StringComparison.OrdinalIgnoreCase) || span.EndsWith("ed", StringComparison.OrdinalIgnoreCase) || span.EndsWith("ly", StringComparison.OrdinalIgnoreCase)
        || (span.Length > 5 && span[^1] == 's');

    private static bool IsShouting(ReadOnlySpan<char> span)
    {
        foreach (var c in span[1..])
        {
            if (char.IsLower(c)) return false;
        }

        return true;
    }

    private static Token Number(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '%' || (text[end] is '.' or ',' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) end++;
        return new Token(start, end - start, TokenKind.Number, AnyNumber, WordClasses.None);
    }

    private static bool IsCurrency(char c) => c is '$' or '£' or '€' or '₹' or '₦';

    private static TokenKind? Mark(string text, int i) => text[i] switch
    {
        '?' => TokenKind.Question,
        '.' or '!' or ';' or '\n' or '…' or '•' => TokenKind.Stop,
        ',' or ':' or '(' or ')' or '–' or '—' => TokenKind.Pause,
        '-' when i + 1 < text.Length && text[i + 1] == ' ' => TokenKind.Pause,
        _ => null,
    };
}
