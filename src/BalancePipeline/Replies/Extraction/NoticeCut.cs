namespace BalancePipeline.Replies.Extraction;

/// <summary>Takes the confidentiality notice and the company's legal lines from the end of a stretch the writer wrote.</summary>
internal sealed class NoticeCut(MailLines lines)
{
    private const int MostCompanyLines = 8;

    /// <summary>Cuts from the paragraph that begins or speaks like a notice to the end; above the first line that may go, that paragraph alone.</summary>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="first">The first line that may go to the end.</param>
    /// <param name="end">The line after the stretch's last.</param>
    /// <returns>The line after the last that is left.</returns>
    internal int Notice(int start, int first, int end)
    {
        for (var i = start; i < end; i++)
        {
            var rule = NoticeAt(i, start, first, end);
            if (rule == 0) continue;
            if (i >= first) return lines.Cut(i, end, rule);
            if (Paragraph(i, end) is var last && last < end) lines.Remove(i, last, rule);
        }

        return end;
    }

    /// <summary>The last paragraph, when it names a company's register, seat or heads more than once, and a number as long as registers give.</summary>
    internal int CompanyLines(int start, int first, int end)
    {
        var from = end - 1;
        while (from > first && !lines[from].AfterBlank && end - from < MostCompanyLines) from--;
        if (from < first || !(lines[from].AfterBlank || from == start)) return end;
        return Names.IsCompany(lines.Words(from, end)) ? lines.Cut(from, end, Rules.CompanyLines) : end;
    }

    /// <summary>The rule of a notice that begins with a line: the first of a paragraph, or one right below a name or a way to reach it.</summary>
    private short NoticeAt(int index, int start, int first, int end)
    {
        var line = lines.Words(index);
        var begins = index == start || lines[index].AfterBlank;
        if (Disclaimers.RuleOf(line) is var rule and not 0) return begins || IsBelowName(index) ? rule : (short)0;
        if (index < first || (!begins && !(Disclaimers.MayBeNotice(line) && IsBelowName(index)))) return 0;

        // Each paragraph is read once; a line inside one alone, or a mail of names would be read as often as it has lines.
        var last = begins ? Paragraph(index, end) : index + 1;
        if (Disclaimers.Heading(line) is not { } heading) return Disclaimers.IsNotice(lines.Words(index, last)) ? Rules.Notice : (short)0;
        // A heading by itself stands above the paragraph it names.
        if (begins && last == index + 1 && last < end && line.Length <= heading.Text.Length + 1) last = Paragraph(last, end);
        return Disclaimers.SpeaksLikeNotice(lines.Words(index, last)[heading.Text.Length..]) ? Rules.Disclaimer(heading.Language) : (short)0;
    }

    private bool IsBelowName(int index)
    {
        var above = lines.Words(index - 1);
        return Separators.IsRuleLine(above) || Names.IsContact(above) || Names.IsName(above);
    }

    /// <summary>The line after a paragraph's last.</summary>
    private int Paragraph(int from, int end)
    {
        var last = from + 1;
        while (last < end && !lines[last].AfterBlank) last++;
        return last;
    }
}
