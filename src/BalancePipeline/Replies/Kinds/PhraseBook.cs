using System.Buffers;

namespace BalancePipeline.Replies.Kinds;

/// <summary>Phrases of all languages for one kind of mail, found in one pass over a text.</summary>
internal sealed class PhraseBook
{
    private const int LongestGap = 80;
    private readonly SearchValues<string> _heads;
    private readonly ILookup<string, Entry> _byStart;

    /// <param name="phrases">Phrases with their language; <c>…</c> is a gap of a few words.</param>
    internal PhraseBook(IEnumerable<(string Phrase, string Language)> phrases)
    {
        var entries = phrases.Select(Entry.Parse).Where(entry => entry.Head.Length >= 2).ToList();
        _heads = SearchValues.Create([.. entries.Select(entry => entry.Head).Distinct()], StringComparison.OrdinalIgnoreCase);
        _byStart = entries.ToLookup(entry => entry.Head[..2].ToLowerInvariant());
    }

    /// <summary>How many different phrases stand in a text, and the language of the first.</summary>
    internal int Count(string text, out string language)
    {
        language = "";
        var found = new HashSet<Entry>();
        var position = 0;
        while (text.AsSpan(position).IndexOfAny(_heads) is var next and >= 0)
        {
            position += next;
            foreach (var entry in _byStart[text.Substring(position, 2).ToLowerInvariant()])
            {
                if (!Matches(text.AsSpan(position), entry) || !found.Add(entry)) continue;
                if (language.Length == 0) language = entry.Language;
            }

            position++;
        }

        return found.Count;
    }

    private static bool Matches(ReadOnlySpan<char> text, Entry entry)
    {
        if (!text.StartsWith(entry.Head, StringComparison.OrdinalIgnoreCase)) return false;
        text = text[entry.Head.Length..];
        foreach (var piece in entry.Rest)
        {
            var at = text[..Math.Min(text.Length, LongestGap + piece.Length)].IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            text = text[(at + piece.Length)..];
        }

        return true;
    }

    private sealed record Entry(string Head, string[] Rest, string Language)
    {
        internal static Entry Parse((string Phrase, string Language) phrase)
        {
            var pieces = phrase.Phrase.Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new Entry(pieces[0], pieces[1..], phrase.Language);
        }
    }
}
