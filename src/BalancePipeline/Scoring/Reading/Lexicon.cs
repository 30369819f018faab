using System.Runtime.InteropServices;

namespace BalancePipeline.Scoring.Reading;

/// <summary>What is known of words: classes, words that read alike, common misspellings, given names. Read from <c>Lexicon.json</c>.</summary>
internal sealed class Lexicon
{
    private readonly Dictionary<ulong, Entry> _entries = [];
    private readonly Dictionary<ulong, List<Phrase>> _phrases = [];
    private readonly Dictionary<ulong, string> _same = [];
    private readonly HashSet<ulong> _known;

    private Lexicon(LexiconFile file, HashSet<ulong> known)
    {
        _known = known;
        foreach (var (same, words) in file.Same.Concat(file.Spelling))
        {
            _same.TryAdd(WordHash.Of(same), same);
            ForEach(words, word => Change(word, entry => entry with { Word = WordHash.Of(same) }));
        }

        foreach (var (name, words) in file.Classes)
        {
            var classes = Enum.Parse<WordClasses>(name);
            ForEach(words, word => Change(word, entry => entry with { Classes = entry.Classes | classes }));
        }

        ForEach(file.GivenNames, word => Change(word, entry => entry with { Classes = entry.Classes | WordClasses.GivenName }));
        foreach (var (word, entry) in _entries.ToArray())
        {
            if (entry.Word != word && _entries.TryGetValue(entry.Word, out var same)) _entries[word] = entry with { Classes = entry.Classes | same.Classes };
        }

        foreach (var (name, phrases) in file.Phrases)
        {
            foreach (var phrase in phrases) AddPhrase(phrase, Enum.Parse<WordClasses>(name));
        }
    }

    /// <summary>Reads the embedded files: the lexicon, and the hashes of everyday words, which are no names even where they are capitalised.</summary>
    public static Lexicon Load()
    {
        using var known = Resources.Open("Reading.known.bin");
        var hashes = new ulong[known.Length / sizeof(ulong)];
        known.ReadExactly(MemoryMarshal.AsBytes(hashes.AsSpan()));
        return new Lexicon(Resources.ReadJson<LexiconFile>("Reading.Lexicon.json"), [.. hashes]);
    }

    /// <summary>The word to read instead, and its classes.</summary>
    public (ulong Word, WordClasses Classes) Look(ReadOnlySpan<char> text)
    {
        var hash = WordHash.Of(text);
        if (_entries.TryGetValue(hash, out var entry)) return (entry.Word, entry.Classes);
        if (!EndsInPossessive(text) || _known.Contains(hash)) return (hash, WordClasses.None);
        hash = WordHash.Of(text[..^2]);
        return _entries.TryGetValue(hash, out entry) ? (entry.Word, entry.Classes) : (hash, WordClasses.None);
    }

    /// <summary>The letters to read: those of the word that this one reads like, or its own.</summary>
    /// <param name="word">What <see cref="Look"/> gave.</param>
    /// <param name="text">The word as written.</param>
    public ReadOnlySpan<char> TextOf(ulong word, ReadOnlySpan<char> text) =>
        _same.TryGetValue(word, out var same) && WordHash.Of(text) != word ? same : text;

    /// <summary>True where the word is one of everyday language.</summary>
    public bool IsKnown(ReadOnlySpan<char> text) => _known.Contains(WordHash.Of(text)) || (EndsInPossessive(text) && _known.Contains(WordHash.Of(text[..^2])));

    /// <summary>True where the word, or one that it is a form of, is one of everyday language.</summary>
    /// <param name="word">What <see cref="Look"/> gave.</param>
    /// <param name="text">The word as written.</param>
    public bool IsEnglish(ulong word, ReadOnlySpan<char> text)
    {
        if (_known.Contains(word)) return true;
        foreach (var ending in Endings)
        {
            if (text.Length >= ending.Length + 3 && text.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && _known.Contains(WordHash.Of(text[..^ending.Length]))) return true;
        }

        var hyphen = text.LastIndexOf('-');
        return hyphen > 0 && _known.Contains(WordHash.Of(text[(hyphen + 1)..]));
    }

    /// <summary>The classes of the longest phrase that starts at a token, and its length in tokens; none and 0 where there is none.</summary>
    public (WordClasses Classes, int Length) LookPhrase(ReadOnlySpan<Token> tokens)
    {
        if (!_phrases.TryGetValue(tokens[0].Word, out var phrases)) return default;
        foreach (var phrase in phrases)
        {
            if (phrase.StartsAt(tokens)) return (phrase.Classes, phrase.Words.Length);
        }

        return default;
    }

    private static bool EndsInPossessive(ReadOnlySpan<char> text) => text.Length > 3 && text[^1] is 's' or 'S' && text[^2] is '\'' or '’';

    private static void ForEach(string words, Action<string> action)
    {
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) action(word);
    }

    private void Change(string word, Func<Entry, Entry> change)
    {
        var hash = WordHash.Of(word);
        _entries[hash] = change(_entries.GetValueOrDefault(hash, new Entry(hash, WordClasses.None)));
    }

    private void AddPhrase(string phrase, WordClasses classes)
    {
        var words = phrase.Split(' ').Select(word => Look(word).Word).ToArray();
        if (!_phrases.TryGetValue(words[0], out var list)) _phrases[words[0]] = list = [];
        var known = list.FindIndex(other => other.Words.AsSpan().SequenceEqual(words));
        if (known >= 0) list[known] = new Phrase(words, list[known].Classes | classes);
        else list.Add(new Phrase(words, classes));
        list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    private static readonly string[] Endings = ["'s", "’s", "s", "es", "ed", "d", "ing", "ly", "er", "in'", "y"];

    private readonly record struct Entry(ulong Word, WordClasses Classes);

    private sealed record Phrase(ulong[] Words, WordClasses Classes)
    {
        public bool StartsAt(ReadOnlySpan<Token> tokens)
        {
            if (tokens.Length < Words.Length) return false;
            for (var i = 0; i < Words.Length; i++)
            {
                if (tokens[i].Word != Words[i]) return false;
            }

            return true;
        }
    }

    private sealed record LexiconFile(
        Dictionary<string, string> Classes,
        Dictionary<string, string[]> Phrases,
        Dictionary<string, string> Same,
        Dictionary<string, string> Spelling,
        string GivenNames);
}
