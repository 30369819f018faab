namespace BalancePipeline.Replies.Extraction;

/// <summary>What a header line tells about a quoted mail.</summary>
[Flags]
internal enum HeaderRole
{
    /// <summary>Nothing that is needed to tell a header block.</summary>
    Other = 0,

    /// <summary>Who wrote it.</summary>
    From = 1,

    /// <summary>When, in the word that only mail uses (Sent).</summary>
    Sent = 2,

    /// <summary>When, in a word that other lists use too (Date).</summary>
    Date = 4,

    /// <summary>To whom.</summary>
    To = 8,

    /// <summary>To whom else.</summary>
    Copy = 16,

    /// <summary>About what.</summary>
    Subject = 32,
}

/// <summary>A header name of some language.</summary>
internal sealed record HeaderName(HeaderRole Role, short Rule)
{
    internal static HeaderRole RoleOf(string role) => role switch
    {
        "from" => HeaderRole.From,
        "sent" => HeaderRole.Sent,
        "date" => HeaderRole.Date,
        "to" => HeaderRole.To,
        "cc" or "bcc" => HeaderRole.Copy,
        "subject" => HeaderRole.Subject,
        _ => HeaderRole.Other,
    };
}

/// <summary>Finds blocks such as <c>From: … Sent: … To: … Subject: …</c> in any language, bold or not, with wrapped values.</summary>
internal static class HeaderBlock
{
    private const int LongestName = 32;
    private const int MostLines = 24;
    private const int MostWrapped = 2;

    /// <summary>The end (exclusive) of the header block that begins at a line, or the line itself when there is none.</summary>
    /// <param name="lines">The mail.</param>
    /// <param name="start">Where the block may begin.</param>
    /// <param name="announced">Whether a separator or an attribution stands above it.</param>
    /// <param name="rule">The rule that told, or 0.</param>
    internal static int Read(MailLines lines, int start, bool announced, out short rule)
    {
        rule = 0;
        if (NameOf(lines.Words(start)) is not { } first) return start;
        var block = new Block();
        var end = start;
        var wrapped = 0;
        for (var i = start; i < lines.Count && i - start < MostLines; i++)
        {
            if (lines[i].Depth != lines[start].Depth) break;
            if (NameOf(lines.Words(i)) is { } name)
            {
                block.Add(name.Role, lines.Words(i));
                wrapped = 0;
                end = i + 1;
                if (Row(lines.Words(i), ref block) && i == start) break;
            }
            else if (lines[i].AfterBlank || ++wrapped > MostWrapped)
            {
                break;
            }
        }

        if (!block.IsMail(announced)) return start;
        rule = first.Rule;
        return end;
    }

    /// <summary>Whether one line holds several headers, as clients write that lose line breaks.</summary>
    private static bool Row(ReadOnlySpan<char> line, ref Block block)
    {
        var found = 0;
        for (var colon = line.IndexOf(':'); colon > 0 && found < 8;)
        {
            var start = colon;
            while (start > 0 && colon - start < LongestName && (Words.IsWordCharacter(line[start - 1]) || line[start - 1] is '-')) start--;
            // A name glued to the value before it ("…09:26:50 CETSubject:") begins at its capital letter.
            for (var from = start; from < colon; from++)
            {
                if (from > start && !char.IsUpper(line[from])) continue;
                if (Lexicon.Header(line[from..colon].TrimEnd()) is not { } name) continue;
                block.Add(name.Role, default);
                found++;
                break;
            }

            var next = line[(colon + 1)..].IndexOf(':');
            if (next < 0) break;
            colon += next + 1;
        }

        return found >= 3;
    }

    /// <summary>Whether a line begins with the name of a header.</summary>
    internal static bool MayBegin(ReadOnlySpan<char> line) => NameOf(line) is not null;

    private static HeaderName? NameOf(ReadOnlySpan<char> line)
    {
        var colon = line[..Math.Min(line.Length, LongestName)].IndexOfAny(':', '：');
        return colon <= 0 ? null : Lexicon.Header(line[..colon].Trim("*_|•  \t\u00a0"));
    }

    private struct Block
    {
        private HeaderRole _roles;
        private bool _address;

        /// <summary>A sender and something more; and a sign that it is mail and not a list of places and times.</summary>
        internal readonly bool IsMail(bool announced)
        {
            var kinds = System.Numerics.BitOperations.PopCount((uint)_roles);
            if (kinds < 2) return false;
            var sure = announced || _address || (_roles & (HeaderRole.Subject | HeaderRole.Sent)) != 0;
            var fromAndMore = _roles.HasFlag(HeaderRole.From) && (_roles & ~(HeaderRole.From | HeaderRole.To)) != 0;
            return sure && (kinds >= 3 || fromAndMore || _address);
        }

        internal void Add(HeaderRole role, ReadOnlySpan<char> line)
        {
            _roles |= role;
            _address |= line.Contains('@');
        }
    }
}
