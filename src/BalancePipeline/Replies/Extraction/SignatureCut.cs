namespace BalancePipeline.Replies.Extraction;

/// <summary>Takes the signature, closing formula, list footer and disclaimer from the end of each stretch the writer wrote.</summary>
/// <param name="lines">The mail, quotes already cut.</param>
/// <param name="sender">The writer's name.</param>
internal sealed class SignatureCut(MailLines lines, Sender sender)
{
    private const int MostSignatureLines = 24;
    private const int MostClosingLines = 12;
    private const int LongestFormula = 60;
    private const int MostWordsOfFormula = 7;
    private static readonly System.Buffers.SearchValues<char> FormulaBreaks = System.Buffers.SearchValues.Create(" ,;!/|&+*_\u00a0");
    private static readonly System.Buffers.SearchValues<char> NotOfNames = System.Buffers.SearchValues.Create("0123456789:/");

    private readonly NoticeCut _notices = new(lines);

    internal void Run()
    {
        var kept = false;
        for (var start = 0; start < lines.Count;)
        {
            if (lines[start].Rule != 0)
            {
                start++;
                continue;
            }

            var end = start;
            while (end < lines.Count && lines[end].Rule == 0 && (end == start || !IsPostscript(lines.Words(end)))) end++;
            // All of a last stretch may go when words stay above it: below a quote, clients and gateways put what nobody wrote.
            var first = kept && end == lines.Count && !IsPostscript(lines.Words(start)) ? start : start + 1;
            kept |= Trim(start, first, end) > start;
            start = end;
        }
    }

    /// <summary>Each pass may lay bare another kind of ending: a name above a delimiter, a formula above a footer.</summary>
    private int Trim(int start, int first, int end)
    {
        end = _notices.Notice(start, first, end);
        end = RuleLines(start, end);
        end = Delimiter(start, end);
        for (var before = -1; before != end && end > start;)
        {
            before = end;
            end = RuleLines(start, end);
            end = ClosingFormula(first, end);
            end = ContactBlock(start, end);
            end = _notices.CompanyLines(start, first, end);
            end = DashedName(start, end);
            end = SenderBlock(start, first, end);
            end = SenderName(first, end);
        }

        return end;
    }

    /// <summary>"P.S." below the name begins words of the writer again: a stretch of its own.</summary>
    private static bool IsPostscript(ReadOnlySpan<char> line)
    {
        if (line.Length < 3 || !Lexicon.PostscriptStarts.Contains(line[0])) return false;
        foreach (var beginning in Lexicon.Postscripts)
        {
            if (line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && line.Length > beginning.Length && !char.IsLetterOrDigit(line[beginning.Length])) return true;
        }

        return false;
    }

    private int RuleLines(int start, int end)
    {
        var from = end;
        while (from > start && Separators.IsRuleLine(lines.Words(from - 1), 2)) from--;
        return from < end ? lines.Cut(from, end, Rules.SignatureRule) : end;
    }

    /// <summary>
    /// "-- " by itself always begins a signature (RFC 3676, 4.3); without its space, when what follows is short;
    /// a longer rule only above a name, and not where the writer draws several.
    /// </summary>
    private int Delimiter(int start, int end)
    {
        var rules = 0;
        for (var i = Math.Max(start, end - MostSignatureLines); i < end; i++)
        {
            var words = lines.Words(i);
            if (words[0] is not ('-' or '_' or '—' or '–' or '=' or '*' or '~' or '―')) continue;
            if (words is "--" && IsRfcDelimiter(i)) return lines.Cut(i, end, Rules.SignatureDelimiter);
            if (!(words is "—" or "–" || Separators.IsRuleLine(words, 2))) continue;
            if (IsListFooter(i + 1, end)) return lines.Cut(i, end, Rules.ListFooter);
            if (words.Length <= 2 && i + 1 < end && sender.Heads(lines.Words(i + 1))) return lines.Cut(i, end, Rules.SignatureDelimiter);
            if (words.Length <= 2 && IsShort(i + 1, end) && (!lines[i + 1].AfterBlank || MaySign(lines.Words(i + 1)))) return lines.Cut(i, end, Rules.SignatureDelimiter);
            if (words.Length > 2 && ++rules == 1 && IsNameBlock(i + 1, end)) return lines.Cut(i, end, Rules.SignatureRule);
        }

        return end;
    }

    private bool IsRfcDelimiter(int index) => lines[index].End < lines.Text.Length && lines.Text[lines[index].End] is ' ' or '\u00a0';

    private bool IsListFooter(int from, int end)
    {
        for (var i = from; i < end && i < from + 6; i++)
        {
            if (lines.Words(i).ContainsAny(Lexicon.ListFooters)) return true;
        }

        return false;
    }

    /// <summary>Whether a signature may begin with a line though a blank stands above it: two dashes between blanks also part two thoughts.</summary>
    private static bool MaySign(ReadOnlySpan<char> words) =>
        Names.IsName(Names.Bare(words)) || Names.IsContact(words) || Formula(words) is not null;

    private bool IsShort(int from, int end)
    {
        if (end - from is 0 or > MostClosingLines) return false;
        var sentences = 0;
        for (var i = from; i < end; i++)
        {
            var words = lines.Words(i);
            if (words.Length > 100 || words[0] is '-' or '•') return false;
            if (words[^1] is '.' or '?' or '!' && Words.Count(words) > 4) sentences++;
        }

        return sentences <= 1;
    }

    private bool IsNameBlock(int from, int end)
    {
        if (end - from is 0 or > MostClosingLines) return false;
        if (!Names.IsName(Names.Bare(lines.Words(from))) && Formula(lines.Words(from)) is null && !Names.IsContact(lines.Words(from))) return false;
        for (var i = from + 1; i < end; i++)
        {
            if (!Names.BelongsToName(lines.Words(i))) return false;
        }

        return true;
    }

    /// <summary>A closing formula on its own line with a name below it, and what belongs to the name.</summary>
    private int ClosingFormula(int first, int end)
    {
        var most = sender.IsKnown ? MostSignatureLines : MostClosingLines;
        for (var i = end - 2; i >= first && end - i <= most; i--)
        {
            var name = i + 1;
            while (name < end - 1 && Names.IsPicture(lines.Words(name))) name++;
            var own = sender.IsIn(lines.Words(name));
            if ((Formula(lines.Words(i)) ?? (own ? Variant(lines.Words(i)) : null)) is not { } language) continue;
            var last = own ? EndOfOwn(name, end)
                : end - i <= MostClosingLines && Names.IsName(Names.Bare(lines.Words(name))) && IsNameBlock(name, end) ? end : i;
            lines.Remove(i, last, Rules.SignOff(language));
            if (last == end) return i;
        }

        return end;
    }

    /// <summary>The line after the last that belongs to the writer's own name. Prose in a paragraph of its own is theirs again; an unfamiliar line above a way to reach them is a slogan.</summary>
    private int EndOfOwn(int name, int end)
    {
        var below = false;
        for (var i = name + 1; i < end; i++)
        {
            below |= lines[i].AfterBlank;
            var belongs = Names.BelongsToName(lines.Words(i)) ? !(below && Names.MayBeProse(lines.Words(i))) : !below && i + 1 < end && Names.IsContact(lines.Words(i + 1));
            if (!belongs) return i;
        }

        return end;
    }

    private static string? Formula(ReadOnlySpan<char> line) =>
        line.Length > LongestFormula ? null : Lexicon.SignOff(line.TrimEnd(",.!;-–—~ \u00a0，。！、،؛").TrimStart("-–—*_ "));

    /// <summary>The language of a short line that holds a word of greeting and is no sentence: "Thanks &amp; regards", "Viele Grüße aus Kiel".</summary>
    private static string? Variant(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestFormula || line[^1] is '.' or '?' or ':' || Words.Count(line) > MostWordsOfFormula) return null;
        foreach (var range in line.SplitAny(FormulaBreaks))
        {
            if (Lexicon.Find(line[range]) is { SignOff: { } language }) return language;
        }

        return null;
    }

    /// <summary>The last paragraph, when it is a name with at least two ways to reach it.</summary>
    private int ContactBlock(int start, int end)
    {
        var from = end - 1;
        while (from > start && !lines[from].AfterBlank && end - from <= MostClosingLines) from--;
        if (from <= start || end - from is < 2 or > MostClosingLines || !Names.IsName(lines.Words(from))) return end;
        var contacts = 0;
        for (var i = from + 1; i < end; i++)
        {
            if (!Names.BelongsToName(lines.Words(i))) return end;
            if (Names.IsContact(lines.Words(i))) contacts++;
        }

        return contacts >= 2 ? lines.Cut(from, end, Rules.ContactBlock) : end;
    }

    /// <summary>The paragraph that the writer's own name begins, with post, employer and ways to reach them; what follows in paragraphs of its own must be no prose.</summary>
    private int SenderBlock(int start, int first, int end)
    {
        if (!sender.IsKnown) return end;
        var prose = false;
        for (var i = end - 1; i >= first && end - i <= MostSignatureLines; i--)
        {
            var words = lines.Words(i);
            if (!Names.BelongsToName(words)) return end;
            if (!lines[i].AfterBlank && i > start)
            {
                prose |= Names.MayBeProse(words);
                continue;
            }

            // Below a colon it is an item of a list: people name themselves among others.
            if (sender.Heads(words)) return i > start && lines.Words(i - 1) is [.., ':' or '：'] ? end : lines.Cut(i, end, Rules.SenderBlock);
            if (prose || Names.MayBeProse(words)) return end;
        }

        return end;
    }

    /// <summary>The writer's own name as the last line, alone or after a formula. Without knowing the writer a lone name may be a word of the answer.</summary>
    private int SenderName(int first, int end)
    {
        if (end - 1 < first) return end;
        var words = lines.Words(end - 1).Trim(Sender.Around);
        var name = sender.StartIn(words);
        if (name == words.Length) return end;
        var before = words[..name].TrimEnd(", ");
        return before.IsEmpty || Formula(before) is not null ? lines.Cut(end - 1, end, Rules.SenderName) : end;
    }

    /// <summary>"-Anna" below a text. "- sleep more" is an item of a list.</summary>
    private int DashedName(int start, int end)
    {
        var last = end - 1;
        if (last <= start) return end;
        var words = lines.Words(last);
        if (words.Length is < 3 or > 40 || words[0] is not ('-' or '–' or '—') || words[1] == words[0]) return end;
        if (lines.Words(last - 1) is [.., ':' or '：'] || lines.Words(last - 1)[0] is '-' or '–' or '—' or '•' or '*') return end;
        var name = words[1..].TrimStart();
        var spaced = char.IsWhiteSpace(words[1]);
        if (Words.Count(name) > 3 || name[^1] is '?' or '!' || name.ContainsAny(NotOfNames)) return end;
        return !spaced || (Names.IsName(name) && Words.Count(name) <= 2 && lines[last].AfterBlank && char.IsUpper(name[0])) ? lines.Cut(last, end, Rules.SignatureDash) : end;
    }
}
