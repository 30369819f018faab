namespace BalancePipeline.Replies.Kinds;

/// <summary>Enhanced status codes (RFC 3463) and SMTP reply codes (RFC 5321) in a text.</summary>
internal static class StatusCode
{
    /// <summary>The first enhanced status code of a failure, e.g. <c>5.1.1</c>, or null.</summary>
    internal static string? Find(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 4 < text.Length; i++)
        {
            if (text[i] is not ('4' or '5') || text[i + 1] != '.' || (i > 0 && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '.' or '-'))) continue;
            var subject = Digits(text, i + 2);
            if (subject is 0 or > 3 || i + 2 + subject >= text.Length || text[i + 2 + subject] != '.') continue;
            var detail = Digits(text, i + 3 + subject);
            var end = i + 3 + subject + detail;
            if (detail is 0 or > 3 || (end + 1 < text.Length && text[end] == '.' && char.IsDigit(text[end + 1]))) continue;
            return text[i..end].ToString();
        }

        return null;
    }

    /// <summary>The first SMTP reply code of a failure (421 to 559) that stands like one, or null.</summary>
    internal static int? FindReply(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 3 < text.Length; i++)
        {
            if (text[i] is not ('4' or '5') || text[i + 1] is < '0' or > '5' || !char.IsDigit(text[i + 2]) || text[i + 3] is not (' ' or '-')) continue;
            if (i > 0 && !(text[i - 1] is ' ' or '\n' or ':' or '\'' or '"' or '(' or '<' or '#')) continue;
            if (i + 4 < text.Length && (char.IsLetter(text[i + 4]) || char.IsDigit(text[i + 4]) || text[i + 4] is '#' or '<')) return ((text[i] - '0') * 100) + ((text[i + 1] - '0') * 10) + text[i + 2] - '0';
        }

        return null;
    }

    /// <summary>
    /// Whether the address will never work. Full mailboxes, policies, sizes and loops pass (X.2.2, X.7.X, X.3.4, X.4.6, X.4.7); so does all that begins with 4.
    /// </summary>
    internal static bool IsHard(string status) =>
        status.StartsWith('5') && !status.EndsWith(".2.2", StringComparison.Ordinal) && !status.StartsWith("5.7.", StringComparison.Ordinal) && status is not ("5.3.4" or "5.4.6" or "5.4.7" or "5.2.3");

    /// <summary>Whether the address will never work, by the enhanced status code or else by the reply code: full mailboxes and policies have codes of their own.</summary>
    internal static bool IsHard(string? status, int? reply) => status is not null ? IsHard(status) : reply is >= 500 and < 600 and not (552 or 554);

    private static int Digits(ReadOnlySpan<char> text, int from)
    {
        var i = from;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i - from;
    }
}
