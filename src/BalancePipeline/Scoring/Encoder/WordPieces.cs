using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>
/// Cuts what was read into the pieces of words that the encoder knows (WordPiece: the longest piece first). Names, numbers, pronouns and
/// trades read alike here as everywhere, so that who somebody is moves no score.
/// </summary>
internal sealed class WordPieces
{
    // A word of more letters is no word.
    private const int LongestWord = 40;

    // What hyphens join is read so far, and a reply as far as so many pieces: tokens are bounded, what they are made of must be too.
    private const int LongestToken = 100;
    private const int MostPieces = 2048;

    // What stands for any name and any number.
    private const string Name = "sam";
    private const string Number = "12";

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly Lexicon _lexicon;
    private readonly int _unknown;

    /// <param name="vocabulary">The pieces; one that continues a word begins with <c>##</c>. Its place is its number.</param>
    /// <param name="lexicon">Knows which words read like others.</param>
    public WordPieces(IReadOnlyList<string> vocabulary, Lexicon lexicon)
    {
        var pieces = new Dictionary<string, int>(vocabulary.Count, StringComparer.Ordinal);
        for (var i = 0; i < vocabulary.Count; i++) pieces.TryAdd(vocabulary[i], i);
        _pieces = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        _lexicon = lexicon;
        (_unknown, First, Last) = (pieces["[UNK]"], pieces["[CLS]"], pieces["[SEP]"]);
    }

    /// <summary>The piece that every text begins with.</summary>
    public int First { get; }

    /// <summary>The piece that every text ends with.</summary>
    public int Last { get; }

    /// <summary>Writes the pieces of a reply, or of its beginning where it has too many, and for each the token that it comes from.</summary>
    public void Read(ReadReply reply, List<int> pieces, List<int> tokens)
    {
        pieces.Clear();
        tokens.Clear();
        var index = 0;
        foreach (var token in CollectionsMarshal.AsSpan(reply.Tokens))
        {
            if (pieces.Count >= MostPieces) break;
            Add(token, reply.Text, pieces);
            while (tokens.Count < pieces.Count) tokens.Add(index);
            index++;
        }
    }

    /// <summary>Writes the pieces of a question.</summary>
    /// <param name="question">What was read of it; null where none is known.</param>
    /// <param name="pieces">Takes its pieces and the one that ends it; nothing where none is known.</param>
    public void ReadQuestion(ReadReply? question, List<int> pieces)
    {
        pieces.Clear();
        if (question is null) return;
        foreach (var token in CollectionsMarshal.AsSpan(question.Tokens)) Add(token, question.Text, pieces);
        if (pieces.Count > EncoderWeights.LongestQuestion) CollectionsMarshal.SetCount(pieces, EncoderWeights.LongestQuestion);
        if (pieces.Count > 0) pieces.Add(Last);
    }

    private void Add(Token token, string reply, List<int> pieces)
    {
        var text = reply.AsSpan(token.Start, token.Length);
        switch (token.Kind)
        {
            case TokenKind.Name: Add(Name, pieces); break;
            case TokenKind.Number: AddNumber(text, pieces); break;
            case TokenKind.Word: AddWord(_lexicon.TextOf(token.Word, text), pieces); break;
            default: Add(text[0] is '\n' or '•' ? "." : text, pieces); break;
        }
    }

    private void AddNumber(ReadOnlySpan<char> text, List<int> pieces)
    {
        if (!char.IsAsciiDigit(text[0])) Add(text[..1], pieces);
        Add(Number, pieces);
        if (text[^1] == '%') Add("%", pieces);
    }

    // Letters belong together, accents of their own go; every other character stands alone.
    private void AddWord(ReadOnlySpan<char> text, List<int> pieces)
    {
        Span<char> letters = stackalloc char[LongestWord];
        var count = 0;
        foreach (var c in text[..Math.Min(text.Length, LongestToken)])
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetter(c))
            {
                if (count < LongestWord) letters[count++] = Plain(c);
                continue;
            }

            if (count > 0) Add(letters[..count], pieces);
            count = 0;
            if (c < 128) Add([c], pieces);
            else if (c is '’' or '‘' or '´') Add("'", pieces);
        }

        if (count > 0) Add(letters[..count], pieces);
    }

    private void Add(ReadOnlySpan<char> word, List<int> pieces)
    {
        Span<char> piece = stackalloc char[LongestWord + 2];
        var before = pieces.Count;
        for (int start = 0, end; start < word.Length; start = end)
        {
            var found = -1;
            for (end = word.Length; end > start; end--)
            {
                var length = Write(word[start..end], start > 0, piece);
                if (_pieces.TryGetValue(piece[..length], out found)) break;
                found = -1;
            }

            if (found < 0)
            {
                CollectionsMarshal.SetCount(pieces, before);
                pieces.Add(_unknown);
                return;
            }

            pieces.Add(found);
        }
    }

    private static int Write(ReadOnlySpan<char> part, bool continues, Span<char> piece)
    {
        if (continues) "##".CopyTo(piece);
        var at = continues ? 2 : 0;
        part.CopyTo(piece[at..]);
        return at + part.Length;
    }

    // The lower-case letter without its accents: é is e.
    private static char Plain(char c)
    {
        if (c < 128) return char.ToLowerInvariant(c);
        Span<char> source = [char.ToLowerInvariant(c)];
        Span<char> target = stackalloc char[8];
        return source.TryNormalize(target, out var written, NormalizationForm.FormD) && written > 0 ? target[0] : source[0];
    }
}
