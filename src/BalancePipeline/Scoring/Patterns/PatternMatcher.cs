using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Patterns;

/// <summary>Finds patterns in tokens. Each token is looked up once and tried against the few patterns that begin with it.</summary>
internal sealed class PatternMatcher
{
    // A gap is short, so the work per token is bounded.
    private const int LongestGap = 4;

    private readonly Dictionary<ulong, List<Compiled>> _byFirstWord = [];
    private readonly List<Compiled> _byClass = [];

    public PatternMatcher(IReadOnlyList<Pattern> patterns, Lexicon lexicon)
    {
        Patterns = patterns;
        for (var i = 0; i < patterns.Count; i++)
        {
            foreach (var phrase in patterns[i].Words.Split(" / ")) Add(new Compiled(i, LabelIndex.Parse(patterns[i].Label), Compile(phrase, lexicon)));
        }
    }

    public IReadOnlyList<Pattern> Patterns { get; }

    /// <summary>Reads the embedded file.</summary>
    public static PatternMatcher Load(Lexicon lexicon) => new(Resources.ReadJson<Pattern[]>("Patterns.patterns.json"), lexicon);

    /// <summary>Appends every match, at most one per pattern and place.</summary>
    public void Find(ReadOnlySpan<Token> tokens, List<PatternMatch> matches)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (_byFirstWord.TryGetValue(tokens[i].Word, out var list)) Try(list, fitting: 1, tokens, i, matches);
            Try(_byClass, fitting: 0, tokens, i, matches);
        }
    }

    private static PatternElement?[] Compile(string phrase, Lexicon lexicon) =>
        [.. phrase.Split(' ').Select(element => element == "..." ? null : new PatternElement(element, lexicon))];

    private void Add(Compiled pattern)
    {
        if (pattern.Elements[0]!.Words.Count == 0) _byClass.Add(pattern);
        foreach (var word in pattern.Elements[0]!.Words)
        {
            if (!_byFirstWord.TryGetValue(word, out var list)) _byFirstWord[word] = list = [];
            list.Add(pattern);
        }
    }

    // Of the patterns' elements, so many are known to fit.
    private static void Try(List<Compiled> patterns, int fitting, ReadOnlySpan<Token> tokens, int start, List<PatternMatch> matches)
    {
        foreach (var pattern in patterns)
        {
            var end = EndOf(pattern.Elements.AsSpan(fitting), tokens, start + fitting);
            if (end > start) matches.Add(new PatternMatch(pattern.Index, pattern.Label, start, end));
        }
    }

    private static int EndOf(ReadOnlySpan<PatternElement?> elements, ReadOnlySpan<Token> tokens, int start)
    {
        var at = start;
        var gap = 0;
        foreach (var element in elements)
        {
            if (element is null)
            {
                gap = LongestGap;
                continue;
            }

            while (at < tokens.Length && !element.Fits(tokens[at]) && gap > 0 && tokens[at].Kind < TokenKind.Stop) (at, gap) = (at + 1, gap - 1);
            if (at >= tokens.Length || !element.Fits(tokens[at])) return -1;
            at++;
            gap = 0;
        }

        return at;
    }

    private sealed record Compiled(int Index, int Label, PatternElement?[] Elements);
}

/// <summary>A pattern found.</summary>
/// <param name="Pattern">Its index in the file.</param>
/// <param name="Label">Label index.</param>
/// <param name="Start">Index of the first token.</param>
/// <param name="End">Index after the last token.</param>
internal readonly record struct PatternMatch(int Pattern, int Label, int Start, int End);
