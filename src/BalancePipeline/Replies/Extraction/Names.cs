namespace BalancePipeline.Replies.Extraction;

/// <summary>What the lines below a closing formula look like.</summary>
internal static class Names
{
    private const int LongestName = 48;
    private const int LongestLine = 100;
    private const int LongestCompanyLine = 300;
    private const int LongestLinkedLine = 2000;

    /// <summary>A few words that each begin with a capital, or a short line in a script without capitals.</summary>
    internal static bool IsName(ReadOnlySpan<char> line)
    {
        line = line.Trim("*_,;-–—|،， \u00a0");
        if (line.Length is 0 or > LongestName || line[^1] is '?' or '!' or ':' || line.ContainsAny("@/<>")) return false;
        var words = 0;
        var small = 0;
        foreach (var range in line.Split(' '))
        {
            var word = line[range];
            if (word.IsEmpty) continue;
            words++;
            if (char.IsDigit(word[0])) return false;
            if (char.IsLower(word[0]) && word.Length > 3) small++;
        }

        var uncased = line[0] >= '\u0590' && !char.IsUpper(line[0]);
        if (line[^1] is '.' or '。' && words > 2) return false;
        return uncased ? line.Length <= 24 && words <= 5 : words <= 6 && (words == 1 || small == 0 || (small == 1 && words > 2));
    }

    /// <summary>A name without what stands behind it on its line: pronouns, a post, a link.</summary>
    internal static ReadOnlySpan<char> Bare(ReadOnlySpan<char> line) => line.IndexOfAny("(|<[") is var more and > 0 ? line[..more] : line;

    /// <summary>What clients leave in the text where a picture stood: <c>[cid:image001.png@01D9]</c>, <c>&lt;image001.png&gt;</c>, <c>[Logo]&lt;https://acme.example&gt;</c>.</summary>
    internal static bool IsPicture(ReadOnlySpan<char> line)
    {
        if (line is ['[', .., '>'] && line.IndexOf("]<", StringComparison.Ordinal) is var link and > 0) line = line[..(link + 1)];
        return line is ['[', .., ']'] || (line is ['<', .., '>'] && (line[1..].StartsWith("cid:", StringComparison.OrdinalIgnoreCase) || line[1..].StartsWith("image", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A title, employer, address or way to reach somebody: short, and not a sentence.</summary>
    internal static bool BelongsToName(ReadOnlySpan<char> line)
    {
        if (line.Length <= LongestCompanyLine && line.ContainsAny(Lexicon.Company)) return true;
        if (line.Length > LongestLine) return line.Length <= LongestLinkedLine && line.Contains("<http", StringComparison.OrdinalIgnoreCase) && BelongsWithoutLinks(line);
        if (IsContact(line)) return true;
        if (line[^1] is '?' or '!') return false;
        var small = SmallWords(line);
        return small <= 4 && Words.Count(line) <= 14 && !(line[^1] == '.' && small > 2);
    }

    /// <summary>Clients write the address of each link behind its words, which makes a row of them long.</summary>
    private static bool BelongsWithoutLinks(ReadOnlySpan<char> line)
    {
        Span<char> words = stackalloc char[LongestLine + 1];
        var length = Words.Plain(line, words);
        return length == 0 || (length <= LongestLine && BelongsToName(words[..length]));
    }

    /// <summary>Whether a line that may belong to a name reads like words of the writer as well: "Tom will know more".</summary>
    internal static bool MayBeProse(ReadOnlySpan<char> line) =>
        !IsContact(line) && !IsPicture(line) && !line.Contains("<http", StringComparison.OrdinalIgnoreCase) && !line.ContainsAny(Lexicon.Company) && SmallWords(line) is var small && (small > 1 || (small == 1 && line[^1] == '.'));

    /// <summary>Words of three letters or more that begin with a small one.</summary>
    private static int SmallWords(ReadOnlySpan<char> line)
    {
        var small = 0;
        foreach (var range in line.Split(' '))
        {
            if (line[range] is { Length: > 2 } word && char.IsLower(word[0])) small++;
        }

        return small;
    }

    /// <summary>Legal lines by themselves: a person who speaks of one register or director gives no number of five digits with a second.</summary>
    internal static bool IsCompany(ReadOnlySpan<char> paragraph)
    {
        if (paragraph.Length > 2 * LongestCompanyLine || !HasNumber(paragraph, 5)) return false;
        var one = paragraph.IndexOfAny(Lexicon.Company);
        return one >= 0 && paragraph[(one + 1)..].ContainsAny(Lexicon.Company);
    }

    /// <summary>An e-mail address, a web address or a telephone number.</summary>
    internal static bool IsContact(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestLine) return false;
        if (line.Contains('@') || line.Contains("://", StringComparison.Ordinal) || line.Contains("www.", StringComparison.OrdinalIgnoreCase)) return true;
        var digits = 0;
        var letters = 0;
        foreach (var c in line)
        {
            if (char.IsDigit(c)) digits++;
            else if (char.IsLetter(c)) letters++;
        }

        return digits >= 6 && letters <= 24;
    }

    private static bool HasNumber(ReadOnlySpan<char> text, int digits)
    {
        var run = 0;
        foreach (var c in text)
        {
            run = char.IsDigit(c) ? run + 1 : 0;
            if (run == digits) return true;
        }

        return false;
    }
}
