using System.Text;

namespace BalancePipeline.Replies.Extraction;

/// <summary>Confidentiality notices, antivirus lines, gateway banners and the feet of list mail.</summary>
internal static class Disclaimers
{
    // In bytes, since scripts that need more of them for a character need fewer characters for a sentence.
    private const int FewestBytes = 60;
    private const int LongestNotice = 4000;
    private const int FewestMatters = 3;
    private const int StemLength = 4;

    /// <summary>The rule of the notice that begins with a line, or 0.</summary>
    internal static short RuleOf(ReadOnlySpan<char> line)
    {
        var words = line.TrimStart("*_[(>!#-–—|\"“„« \u00a0");
        // A tree of Webdings, as it looks in any other font.
        if (words.StartsWith("P ", StringComparison.Ordinal)) words = words[2..];
        var first = Words.First(words);
        if (first.IsEmpty) return 0;
        if (first[0] >= Words.FirstUnspaced) return Match(Lexicon.UnspacedDisclaimers, words);
        return Lexicon.Find(first) is { Disclaimers: { Count: > 0 } phrases } ? Match(phrases, words) : (short)0;
    }

    /// <summary>
    /// Whether a paragraph is a confidentiality notice, however it begins: it names the mail itself and at least three matters of secrecy,
    /// error and liability. One or two of them a person may mention who writes of a mail.
    /// </summary>
    internal static bool IsNotice(ReadOnlySpan<char> paragraph)
    {
        if (paragraph.Length > LongestNotice) paragraph = paragraph[..LongestNotice];
        return MayBeNotice(paragraph) && paragraph.ContainsAny(Lexicon.NoticeMail) && HasMatters(paragraph, FewestMatters);
    }

    /// <summary>The heading that a line begins with, such as "Disclaimer"; null when it begins with none.</summary>
    internal static Phrase? Heading(ReadOnlySpan<char> line)
    {
        if (Lexicon.Find(Words.First(line)) is not { NoticeHeadings: { Count: > 0 } headings }) return null;
        foreach (var heading in headings)
        {
            if (line.StartsWith(heading.Text, StringComparison.OrdinalIgnoreCase)) return heading;
        }

        return null;
    }

    /// <summary>Whether the text below a heading is a notice: of the mail and of the matters one is enough for the other.</summary>
    internal static bool SpeaksLikeNotice(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestNotice) text = text[..LongestNotice];
        return HasMatters(text, text.ContainsAny(Lexicon.NoticeMail) ? 1 : 2);
    }

    /// <summary>Whether a text is long enough to be one.</summary>
    internal static bool MayBeNotice(ReadOnlySpan<char> text) => text.Length >= FewestBytes || Encoding.UTF8.GetByteCount(text) >= FewestBytes;

    /// <summary>Whether a text speaks of so many different matters of secrecy, error and liability.</summary>
    private static bool HasMatters(ReadOnlySpan<char> paragraph, int fewest)
    {
        Span<int> matters = stackalloc int[FewestMatters];
        var count = 0;
        for (var at = 0; count < fewest && paragraph[at..].IndexOfAny(Lexicon.NoticeSecrecy) is var next and >= 0; at++)
        {
            at += next;
            if (!Has(matters[..count], at, paragraph)) matters[count++] = at;
        }

        return count == fewest;
    }

    private static bool Has(ReadOnlySpan<int> matters, int at, ReadOnlySpan<char> paragraph)
    {
        foreach (var matter in matters)
        {
            if (Stem(paragraph, matter).Equals(Stem(paragraph, at), StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> text, int at) => text.Slice(at, Math.Min(StemLength, text.Length - at));

    private static short Match(IEnumerable<Phrase> phrases, ReadOnlySpan<char> words)
    {
        foreach (var phrase in phrases)
        {
            if (words.StartsWith(phrase.Text, StringComparison.OrdinalIgnoreCase)) return Rules.Disclaimer(phrase.Language);
        }

        return 0;
    }
}
