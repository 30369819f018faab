namespace BalancePipeline.Replies.Extraction;

/// <summary>Confidentiality notices, antivirus lines, gateway banners and the feet of list mail.</summary>
internal static class Disclaimers
{
    /// <summary>The rule of the notice that begins with a line, or 0.</summary>
    internal static short RuleOf(ReadOnlySpan<char> line)
    {
        var words = line.TrimStart("*_[(>!#-–—|\"“„« \u00a0");
        var first = Words.First(words);
        if (first.IsEmpty) return 0;
        if (first[0] >= Words.FirstUnspaced) return Match(Lexicon.UnspacedDisclaimers, words);
        return Lexicon.Find(first) is { Disclaimers: { Count: > 0 } phrases } ? Match(phrases, words) : (short)0;
    }

    private static short Match(IEnumerable<Phrase> phrases, ReadOnlySpan<char> words)
    {
        foreach (var phrase in phrases)
        {
            if (words.StartsWith(phrase.Text, StringComparison.OrdinalIgnoreCase)) return Rules.Disclaimer(phrase.Language);
        }

        return 0;
    }
}
