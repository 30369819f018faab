namespace BalancePipeline.Replies.Extraction;

/// <summary>Lines between the writer's words and a quoted mail: "-----Original Message-----", rules, "Begin forwarded message:".</summary>
internal static class Separators
{
    private const int Longest = 120;
    private static readonly System.Buffers.SearchValues<char> Dashes = System.Buffers.SearchValues.Create("-‐‒—―=_*#");
    private const string RuleCharacters = "-‐‑‒_=*~—–―─━#+ \u00a0";

    /// <summary>The rule of the separator that a line is, or 0.</summary>
    internal static short RuleOf(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return 0;
        if (line[0] is '-' or '‐' or '‒' or '—' or '–' or '―' or '_' or '=' or '*' or '#') return Dashed(line);
        // "Begin forwarded message:" stands without dashes.
        if (line.Length > Longest || line[^1] is not (':' or '：')) return 0;
        return Named(line.TrimEnd(":： \u00a0"));
    }

    /// <summary>Whether a line is nothing but dashes, underscores and the like.</summary>
    internal static bool IsRuleLine(ReadOnlySpan<char> line, int least = 3) =>
        line.Length >= least && RuleCharacters.Contains(line[0]) && line.Trim(RuleCharacters).IsEmpty;

    private static short Dashed(ReadOnlySpan<char> line)
    {
        var inner = line.TrimStart("-‐‒—–―_=*#> \u00a0");
        var dashes = line.Length - inner.Length;
        if (dashes < 2 || inner.IsEmpty) return 0;
        var close = inner.IndexOfAny(Dashes);
        while (close > 0 && !Closes(inner, close)) close = inner[(close + 1)..].IndexOfAny(Dashes) is var next and >= 0 ? close + 1 + next : -1;
        if (close <= 0 || close > Longest) return 0;
        var words = inner[..close].Trim(" :\u00a0");
        var named = Named(words);
        if (named != 0) return named;
        if (dashes < 3 || Words.Count(words) > 5) return 0;
        return Noun(words);
    }

    /// <summary>Two dashes or more, or the end of the line, close the words; a hyphen inside them doesn't.</summary>
    private static bool Closes(ReadOnlySpan<char> inner, int at) =>
        at + 1 >= inner.Length || inner[at + 1] is '-' or '_' or '=' or '*' or '#' || inner[at + 1] == inner[at] || (at > 0 && char.IsWhiteSpace(inner[at - 1]) && char.IsWhiteSpace(inner[at + 1]));

    private static short Named(ReadOnlySpan<char> words) => Lexicon.Separator(words) is { } language ? Rules.Separator(language) : (short)0;

    private static short Noun(ReadOnlySpan<char> words)
    {
        foreach (var range in words.Split(' '))
        {
            if (Lexicon.Find(Words.First(words[range])) is { MailNoun: true }) return Rules.Divider;
        }

        return 0;
    }
}
