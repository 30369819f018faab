namespace BalancePipeline.Replies.Extraction;

/// <summary>
/// Goes through the lines once, from the top, and takes out what is not the writer's: quoted mail with the lines that introduce it.
/// Where the client marks quoted lines, what stands between and below them is an answer and stays; where it doesn't, all below the introduction goes.
/// </summary>
internal sealed class QuoteCut(MailLines lines)
{
    private bool _introduced;
    private bool _belowFooter;
    private bool _anyIntroduction;
    private int _at;

    // Where the last of our markers stands in the text; -1 for none.
    private readonly int _prompt = lines.Text.LastIndexOf(PromptMarkers.LineToken, StringComparison.Ordinal);

    internal void Run()
    {
        while (_at < lines.Count)
        {
            if (lines[_at].Rule != 0) _at++;
            else if (_prompt >= 0 && lines[_at].Depth == 0 && IsPrompt(_at)) CutPrompt();
            else if (lines[_at].Depth > 0 && !IsGroupWise(_at)) Quoted();
            else if (Introduction() is var (start, end, rule) && rule != 0) Introduce(start, end, rule);
            else if (MayEndHere() && FooterPattern.RuleOf(lines.Words(_at)) is var footer and not 0) Footer(footer);
            else Plain();
        }
    }

    /// <summary>Whether the writer's text may end with this line: in the middle of a paragraph no footer stands.</summary>
    private bool MayEndHere()
    {
        var next = _at + 1;
        return next >= lines.Count || lines[next].AfterBlank || lines[next].Depth > 0 || lines[next].Rule != 0
            || lines.Words(next).Length < 160 && (lines.Words(next)[^1] is ':' or '：' or '>' or '-' or '_' or '=' || lines.Words(next)[0] is '-' or '_' or '*' or '=' || FooterPattern.RuleOf(lines.Words(next)) != 0
                || lines.Words(next).ContainsAny(':', '：', '@'));
    }

    private bool IsPrompt(int index) => lines.Words(index).Contains(PromptMarkers.LineToken, StringComparison.Ordinal);

    /// <summary>From our own marker on everything is the prompt; a line above it that ends with a colon is an unknown client's attribution.</summary>
    private void CutPrompt()
    {
        if (lines.MayBreak && FrontOfMarker(lines.Words(_at)) is var front and > 0)
        {
            lines.Break(_at, lines[_at].Start + front);
            return;
        }

        var start = _at;
        for (var i = _at - 1; i >= 0 && i >= _at - 3 && lines[i].Rule == 0; i--)
        {
            if (lines.Words(i) is [.., ':' or '：']) start = i;
            if (lines[i].AfterBlank) break;
        }

        lines.Remove(start, _at, Rules.LineBeforeQuote);
        lines.Remove(_at, lines.Count, Rules.PromptMarker);
        _at = lines.Count;
    }

    /// <summary>
    /// Where the marker's own line begins ("-- reply above this line -- [balance:…") when an answer, or what introduces the quote,
    /// stands in front of it on one line: clients that lose line breaks glue them. 0 when it begins the line.
    /// </summary>
    private static int FrontOfMarker(ReadOnlySpan<char> line)
    {
        var token = line.IndexOf(PromptMarkers.LineToken, StringComparison.Ordinal);
        var close = line[..token].LastIndexOf("--", StringComparison.Ordinal);
        var open = close > 0 ? line[..close].LastIndexOf("--", StringComparison.Ordinal) : -1;
        return open > 0 && !line[..open].Trim("-*_> \t\u00a0").IsEmpty ? line[..open].TrimEnd("> \t\u00a0").Length : 0;
    }

    private void Plain()
    {
        if (_belowFooter) lines.Remove(_at, _at + 1, Rules.AfterFooter);
        _introduced = false;
        _at++;
    }

    private (int Start, int End, short Rule) Introduction()
    {
        if (IsGroupWise(_at)) return (_at, _at + 1, Rules.DateAttribution);
        var words = lines.Words(_at);
        if (Separators.RuleOf(words) is var separator and not 0)
        {
            return (_at, BelowSeparator(_at + 1), separator);
        }

        var header = (short)0;
        var end = HeaderBlock.MayBegin(words) ? HeaderBlock.Read(lines, _at, IsAnnounced(_at), out header) : _at;
        if (end > _at) return (_at, end, header);
        return AttributionLine.EndsAt(lines, _at, out var start, out var attribution) ? (start, Math.Max(_at, start) + 1, attribution) : default;
    }

    /// <summary>Where the header block or the attribution below a separator ends.</summary>
    private int BelowSeparator(int from)
    {
        if (from >= lines.Count) return from;
        if (HeaderBlock.Read(lines, from, true, out _) is var end && end > from) return end;
        for (var i = from; i < lines.Count && i < from + 5 && lines[i].Depth == 0; i++)
        {
            if (AttributionLine.EndsAt(lines, i, out var start, out _) && start <= from) return i + 1;
        }

        return from;
    }

    /// <summary>Whether the line above, with no blank between, is an attribution that the client broke off.</summary>
    private bool IsAnnounced(int index) =>
        index > 0 && lines[index - 1] is { Rule: 0, Depth: 0 } && !lines[index].AfterBlank && AttributionLine.IsOpen(lines.Words(index - 1));

    /// <summary>GroupWise marks the introduction as others mark the quote: "&gt;&gt;&gt; Ida &lt;ida@example.org&gt; 05.01.2026 09:00 &gt;&gt;&gt;".</summary>
    private bool IsGroupWise(int index) =>
        lines[index] is { Depth: 3, Marking: Marking.QuoteMark } && lines.Words(index) is { Length: < 200 } words && words.EndsWith(">>>")
        && AttributionEvidence.Read(words) is { Date: true, Prose: <= 1 };

    /// <summary>Notes repeats the sender, the time and the subject above its header block: "Ida ---05/01/2026 09:00:00---Your week".</summary>
    private bool IsNotes(int index)
    {
        const string dashes = "---";
        if (index < 0 || lines[index] is not { Rule: 0, Depth: 0 }) return false;
        var words = lines.Words(index);
        if (words.Length > 400 || words.IndexOf(dashes) is not (> 0 and var open)) return false;
        var time = words[(open + dashes.Length)..];
        var close = time.IndexOf(dashes);
        return close > 0 && AttributionEvidence.Read(time[..close]) is { Date: true, Prose: 0 };
    }

    private void Introduce(int start, int end, short rule)
    {
        lines.Remove(start, end, rule);
        if (IsAnnounced(start) || IsNotes(start - 1)) lines.Remove(start - 1, start, rule);
        for (var i = start - 1; i >= 0 && lines[i].Rule == 0 && Separators.IsRuleLine(lines.Words(i)); i--) lines.Remove(i, i + 1, Rules.Divider);
        _at = end;
        _introduced = _anyIntroduction = true;
        _belowFooter = false;
        if (end < lines.Count && lines[end].Depth > 0) return;
        lines.Remove(end, lines.Count, Rules.AfterIntroduction);
        _at = lines.Count;
    }

    /// <summary>What follows a phone's footer after a blank line is an unmarked quote. Without one the writer goes on.</summary>
    private void Footer(short rule)
    {
        var next = _at + 1;
        var above = _at > 0 && lines[_at - 1].Rule == 0;
        var ends = next >= lines.Count || lines[next].AfterBlank || lines[next].Depth > 0 || lines[next].Rule != 0;
        if (ends || Separators.IsRuleLine(lines.Words(next)) || FooterPattern.RuleOf(lines.Words(next)) != 0 || IntroducedAt(next))
        {
            lines.Remove(_at, next, rule);
            if (above && _at > 1 && lines[_at - 1].AfterBlank && !lines[_at].AfterBlank && lines[_at - 2].Rule == 0 && Names.IsName(lines.Words(_at - 1))) lines.Remove(_at - 1, _at, Rules.NameAboveFooter);
            _belowFooter |= above;
        }

        _at = next;
    }

    private bool IntroducedAt(int index)
    {
        var here = _at;
        _at = index;
        var (_, _, rule) = Introduction();
        for (var ahead = index + 1; rule == 0 && ahead < lines.Count && ahead < index + 3 && !lines[ahead].AfterBlank; ahead++)
        {
            _at = ahead;
            rule = Introduction() is var (start, _, found) && start <= index ? found : (short)0;
        }

        _at = here;
        return rule != 0;
    }

    private void Quoted()
    {
        var start = _at;
        var marks = 0;
        var least = byte.MaxValue;
        for (; _at < lines.Count && (lines[_at].Depth > 0 || IsWrapped(_at)); _at++)
        {
            if (lines[_at].Depth == 0) continue;
            marks++;
            least = Math.Min(least, lines[_at].Depth);
        }

        if (IsQuote(start, marks, least)) Remove(start);
        else lines.Unquote(start, _at);
        _introduced = false;
        _belowFooter = false;
    }

    private void Remove(int start)
    {
        for (var i = start; i < _at; i++)
        {
            lines.Remove(i, i + 1, lines[i] switch
            {
                { Depth: 0 } => Rules.WrappedQuote,
                { Marking: Marking.QuoteMark } => Rules.QuoteMark,
                { Marking: Marking.Container } => Rules.HtmlQuote,
                _ => Rules.HtmlBlockquote,
            });
        }

        _anyIntroduction = true;
    }

    private bool IsQuote(int start, int marks, byte least)
    {
        var marking = lines[start].Marking;
        if (_introduced || marking == Marking.Container || BeginsWithIntroduction(start)) return true;
        var only = marks == lines.Quoted && !_anyIntroduction;
        var announced = start > 0 && lines[start - 1].Rule == 0 && lines.Words(start - 1) is [.., ':' or '：'];
        var own = announced || (marks == 1 && IsComparison(lines.Words(start)));
        // The mail that is answered is quoted further below, so that what the writer announces above it is theirs.
        if (own && marking == Marking.QuoteMark && !_anyIntroduction && _prompt > lines[_at - 1].End) return false;
        return marking switch
        {
            Marking.EditorBlockquote => false,
            Marking.Blockquote => only && !announced,
            _ => !(only && (own || least >= 3)),
        };
    }

    private bool BeginsWithIntroduction(int start)
    {
        for (var i = start; i < _at && i < start + 4; i++)
        {
            if (lines[i].Depth == 0) continue;
            if (Separators.RuleOf(lines.Words(i)) != 0 || IsPrompt(i) || HeaderBlock.Read(lines, i, false, out _) > i) return true;
            if (AttributionLine.EndsAt(lines, i, out var first, out _) && first >= start) return true;
        }

        return false;
    }

    /// <summary>"> 5 people" and "> = 3" compare; they don't quote.</summary>
    private static bool IsComparison(ReadOnlySpan<char> words) => !words.IsEmpty && (char.IsDigit(words[0]) || words[0] is '=' or '€' or '$' or '£' or '%');

    /// <summary>A long quoted line whose end the client wrapped onto a line without a mark.</summary>
    private bool IsWrapped(int index)
    {
        if (index == 0 || lines[index].AfterBlank || lines[index].Rule != 0 || lines[index - 1] is not { Depth: > 0, Marking: Marking.QuoteMark }) return false;
        var above = lines.Words(index - 1);
        var words = lines.Words(index);
        var sandwiched = index + 1 < lines.Count && lines[index + 1].Depth > 0 && !lines[index + 1].AfterBlank;
        if (sandwiched && (words.Contains("://", StringComparison.Ordinal) || (words.Contains(')') && !words.Contains('(')) || (above.Contains("://", StringComparison.Ordinal) && !words.Contains(' ')))) return true;
        if (words.IsEmpty || !char.IsLower(words[0]) || above.Length < 60) return false;
        return sandwiched || (above.Length >= 66 && above[^1] is not ('.' or '?' or '!' or ':'));
    }
}
