namespace BalancePipeline.Replies.Extraction;

/// <summary>Finds the line, perhaps wrapped over several, that introduces a quoted mail.</summary>
internal static class AttributionLine
{
    private const int MostLines = 5;
    private static readonly System.Buffers.SearchValues<char> Signs = System.Buffers.SearchValues.Create("0123456789@<");
    private const int Longest = 480;
    private const int FewestNumbersOfClients = 4;

    /// <summary>Whether an attribution ends with a line. It may begin some lines earlier, or in the middle of this one.</summary>
    internal static bool EndsAt(MailLines lines, int end, out int start, out short rule)
    {
        start = end;
        rule = 0;
        var beforeQuote = end + 1 < lines.Count && lines[end + 1].Depth > lines[end].Depth;
        if (lines.Words(end).IsEmpty || !MayEnd(lines.Words(end), beforeQuote)) return false;
        var found = Grow(lines, end, beforeQuote, ref start, ref rule, out var proper);
        if (found) start = WithNameAbove(lines, start);
        if (proper) return true;
        if (lines[end].Depth == 0 && lines.MayBreak && BreaksInside(lines, end, out var inner))
        {
            lines.Break(end, lines[end].Start + inner.Offset);
            start = end + 1;
            rule = inner.Rule;
            return true;
        }

        return found;
    }

    /// <summary>Whether a line above a header block reads like an attribution that the client broke off.</summary>
    internal static bool IsOpen(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest) return false;
        var evidence = AttributionEvidence.Read(text);
        return (evidence.Openers & evidence.Verbs) != 0 && evidence.Date && evidence.WordsBeforeDate <= 3;
    }

    private static bool MayEnd(ReadOnlySpan<char> line, bool beforeQuote) => line[^1] switch
    {
        ':' or '：' => true,
        '>' or ')' => beforeQuote,
        '-' or '—' => line[0] is '-' or '—',
        var last => Words.IsWordCharacter(last) && line.Length <= Longest && line.ContainsAny(Signs)
            && Lexicon.Find(Words.Last(line)) is { Verbs: not 0 },
    };

    /// <summary>Takes in line after line above, as far as the text still reads like an attribution.</summary>
    private static bool Grow(MailLines lines, int end, bool beforeQuote, ref int start, ref short rule, out bool proper)
    {
        Span<char> buffer = stackalloc char[Longest];
        var used = 0;
        var found = false;
        proper = false;
        for (var i = end; i >= 0 && end - i < MostLines; i--)
        {
            if (lines[i].Depth != lines[end].Depth || lines[i].Rule != 0) break;
            var words = lines.Words(i);
            if (words.IsEmpty || used + words.Length + 1 > Longest) break;
            // The text is built from its end, so that each line above is written once.
            if (used > 0) buffer[Longest - ++used] = ' ';
            used += words.Length;
            words.CopyTo(buffer[(Longest - used)..]);
            var text = (ReadOnlySpan<char>)buffer[(Longest - used)..];
            if (Judge(AttributionEvidence.Read(text.Trim("-—* ")), beforeQuote, Dashed(text), out var judged, out var whole) && (whole || !found))
            {
                (start, rule, found) = (i, judged, true);
                proper |= whole;
            }

            if (lines[i].AfterBlank && words[0] != '<') break;
        }

        return found;
    }

    /// <summary>A name that the client wrapped off, with its address or with the bracket still open, belongs to the line below it.</summary>
    private static int WithNameAbove(MailLines lines, int start)
    {
        while (start > 0 && !lines[start].AfterBlank && lines[start - 1].Rule == 0 && lines[start - 1].Depth == lines[start].Depth)
        {
            var above = lines.Words(start - 1);
            if (above.IsEmpty || above.Length > Longest) break;
            if (above[^1] is not ('<' or '('))
            {
                var evidence = AttributionEvidence.Read(above.TrimEnd(", "));
                if (!evidence.AddressLast || evidence.Date || evidence.Prose > 1 || evidence.Words > 6) break;
            }

            start--;
        }

        return start;
    }

    /// <summary>Clients that lose line breaks glue the attribution to the writer's last line.</summary>
    private static bool BreaksInside(MailLines lines, int index, out (int Offset, short Rule) found)
    {
        found = default;
        var line = lines.Words(index);
        if (line.Length > 4 * Longest) return false;
        var tries = 0;
        for (var i = 1; i < line.Length && tries < 8; i++)
        {
            if (!Words.IsWordCharacter(line[i]) || Words.IsWordCharacter(line[i - 1]) || char.IsLower(line[i])) continue;
            if (line[i - 1] is not (' ' or '-' or '\u00a0') || line.Length - i > Longest) continue;
            if (Lexicon.Find(Words.First(line[i..])) is not { Openers: not 0 }) continue;
            tries++;
            var evidence = AttributionEvidence.Read(line[i..]);
            if (evidence.WordsBeforeDate > 1 || !Judge(evidence, false, false, out var rule, out var whole) || !whole) continue;
            // "歐陽安娜 於 2026/1/5 寫道:" has its name in front; scripts without capitals don't show where it ends.
            if (line[0] >= Words.FirstUnspaced && i < 24) return false;
            // So has "Kate <kate@example.com> 于2026年1月5日写道:".
            if (AttributionEvidence.Read(line[..i]) is { AddressLast: true, Words: <= 6, Prose: 0 }) return false;
            found = (i, rule);
            return true;
        }

        return false;
    }

    private static bool Dashed(ReadOnlySpan<char> text) => text.StartsWith("--") && text.EndsWith("--");

    /// <summary>Weighs the evidence. A whole one begins as such lines begin in its language, so that nothing before it belongs to it.</summary>
    private static bool Judge(in AttributionEvidence e, bool beforeQuote, bool dashed, out short rule, out bool whole)
    {
        var closed = e.Colon || e.VerbLast || dashed;
        var native = e.Openers & e.Verbs;
        // People tell a day ("On Tuesday, 3 March, Anna wrote:"); clients tell its year or the minute as well, and mark the quote or give the address.
        var exact = e.Year || e.Numbers >= FewestNumbersOfClients || e.Address || beforeQuote || dashed;
        rule = 0;
        whole = true;
        if (native != 0 && e.Date && exact && closed && e.WordsBeforeDate <= 3 && e.Prose <= 4) rule = Rules.Attribution(native);
        else if (e.DateFirst && e.Date && e.Colon && e.Prose <= (e.Address ? 3 : 1) && (e.Address || (e.Verbs != 0 && (e.Year || beforeQuote)))) rule = Rules.DateAttribution;
        else if (e.DateFirst && e.Date && e.VerbLast && e.Address && e.Prose <= 2) rule = Rules.DateAttribution;
        else whole = false;
        if (whole) return true;

        var named = e.Prose <= 2 && e.Words <= 12;
        if (e.Verbs != 0 && e.Address && closed && e.WordsBeforeAddress <= 6 && e.Prose <= 2) rule = Rules.Attribution(e.Verbs);
        else if (e.Verbs != 0 && e.Date && closed && named && (e.Year || beforeQuote)) rule = Rules.Attribution(e.Verbs);
        else if (e.Verbs != 0 && (beforeQuote || dashed) && closed && e.Prose == 0 && e.Words <= 7) rule = Rules.Attribution(e.Verbs);
        else if (e.Date && e.Address && e.Colon && e.Prose <= 1) rule = Rules.AddressAttribution;
        else if (beforeQuote && e.Date && e.Address && e.DateFirst && e.AddressLast) rule = Rules.DateAttribution;
        else if (beforeQuote && e.Colon && e.Prose <= 4 && (e.Address || (e.Date && e.Year))) rule = Rules.LineBeforeQuote;
        return rule != 0;
    }
}
