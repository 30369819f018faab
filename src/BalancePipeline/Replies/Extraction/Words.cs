namespace BalancePipeline.Replies.Extraction;

/// <summary>Small questions about words in a line.</summary>
internal static class Words
{
    /// <summary>From here on (Thai, Han, Kana, Hangul) words may stand without space between them.</summary>
    internal const char FirstUnspaced = '\u0e00';

    internal static bool IsWordCharacter(char c) =>
        char.IsAsciiLetter(c) || (c >= '\u00aa' && (char.IsLetter(c) || IsMark(c)));

    /// <summary>The first run of letters when the line begins with one, after bold marks, dashes and the like.</summary>
    internal static ReadOnlySpan<char> First(ReadOnlySpan<char> line)
    {
        var start = 0;
        while (start < line.Length && !IsWordCharacter(line[start]))
        {
            if (char.IsDigit(line[start])) return [];
            start++;
        }

        var end = start;
        while (end < line.Length && IsWordCharacter(line[end])) end++;
        return line[start..end];
    }

    /// <summary>The last run of letters, before closing marks; empty when the line ends with something else.</summary>
    internal static ReadOnlySpan<char> Last(ReadOnlySpan<char> line)
    {
        var end = line.Length;
        while (end > 0 && !IsWordCharacter(line[end - 1]))
        {
            if (char.IsDigit(line[end - 1]) || line[end - 1] == '>') return [];
            end--;
        }

        var start = end;
        while (start > 0 && IsWordCharacter(line[start - 1])) start--;
        return line[start..end];
    }

    /// <summary>How many words stand between spaces.</summary>
    internal static int Count(ReadOnlySpan<char> line)
    {
        var count = 0;
        var inside = false;
        foreach (var c in line)
        {
            var space = char.IsWhiteSpace(c);
            if (!space && !inside) count++;
            inside = !space;
        }

        return count;
    }

    /// <summary>Copies a line with its spaces made one, bold marks and what stands in angle or link brackets left out.</summary>
    internal static int Plain(ReadOnlySpan<char> line, Span<char> target)
    {
        var length = 0;
        for (var i = 0; i < line.Length && length < target.Length; i++)
        {
            var c = line[i];
            if (c == '<' && line[i..].IndexOf('>') is var close and > 0)
            {
                i += close;
                continue;
            }

            if (c is '(' or '[' && IsLink(line[(i + 1)..]) && line[i..].IndexOf(c == '(' ? ')' : ']') is var end and > 0)
            {
                i += end;
                continue;
            }

            if (c is '*' or '_') continue;
            if (char.IsWhiteSpace(c))
            {
                if (length > 0 && target[length - 1] != ' ') target[length++] = ' ';
                continue;
            }

            target[length++] = c switch { '’' or '‘' => '\'', '‑' => '-', _ => c };
        }

        while (length > 0 && (target[length - 1] is ' ' or '.' or '!' or ',' or '。' or '！' or ';' or '~')) length--;
        return length;
    }

    private static bool IsLink(ReadOnlySpan<char> text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    private static bool IsMark(char c) => char.GetUnicodeCategory(c)
        is System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark
        or System.Globalization.UnicodeCategory.ModifierLetter;
}
