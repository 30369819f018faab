using System.Buffers;

namespace BalancePipeline.Replies.Extraction;

/// <summary>One line of a mail that isn't blank, as offsets into the mail's text.</summary>
internal struct Line
{
    /// <summary>Where the line begins, quote marks included.</summary>
    public int From;

    /// <summary>Where its words begin, after quote marks and space.</summary>
    public int Start;

    /// <summary>After its last character that isn't space.</summary>
    public int End;

    /// <summary>Why it isn't the writer's; 0 while it is.</summary>
    public short Rule;

    /// <summary>How many quote marks stand before it, or 1 inside a quote container of HTML.</summary>
    public byte Depth;

    /// <summary>How sure the quote marks are.</summary>
    public Marking Marking;

    /// <summary>Whether a blank line stands above it.</summary>
    public bool AfterBlank;
}

/// <summary>What made a line look quoted.</summary>
internal enum Marking : byte
{
    /// <summary><c>&gt;</c>, which people also write themselves.</summary>
    QuoteMark,

    /// <summary>A container that only mail clients write.</summary>
    Container,

    /// <summary>A blockquote without a sign of who made it.</summary>
    Blockquote,

    /// <summary>A blockquote as the editor's quote button makes it.</summary>
    EditorBlockquote,
}

/// <summary>The lines of one mail. Blank lines are not kept, only the fact that one was there.</summary>
internal sealed class MailLines : IDisposable
{
    private const int MostBreaks = 16;
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private Line[] _lines = ArrayPool<Line>.Shared.Rent(64);

    private int _openBrackets;
    private int _breaks;

    private MailLines(string text) => Text = text;

    /// <summary>The cleaned text that all offsets count in.</summary>
    internal string Text { get; }

    internal int Count { get; private set; }

    /// <summary>How many lines carry quote marks.</summary>
    internal int Quoted { get; private set; }

    internal ref Line this[int index] => ref _lines[index];

    /// <summary>The words of a line, without quote marks and outer space.</summary>
    internal ReadOnlySpan<char> Words(int index) => Text.AsSpan(_lines[index].Start, _lines[index].End - _lines[index].Start);

    /// <summary>The text from a line's first word to the last one before another line.</summary>
    internal ReadOnlySpan<char> Words(int from, int to) => Text.AsSpan(_lines[from].Start, _lines[to - 1].End - _lines[from].Start);

    internal static MailLines Split(string text)
    {
        var lines = new MailLines(text);
        var rest = text.AsSpan();
        var from = 0;
        var afterBlank = false;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAny(LineEnds);
            if (length < 0) length = rest.Length;
            afterBlank = !lines.Add(from, length, afterBlank);
            var skip = length;
            if (skip < rest.Length) skip += rest[skip] == '\r' && skip + 1 < rest.Length && rest[skip + 1] == '\n' ? 2 : 1;
            rest = rest[skip..];
            from += skip;
        }

        return lines;
    }

    /// <summary>Makes the lines from <paramref name="from"/> up to <paramref name="to"/> not the writer's, unless they already are not.</summary>
    internal void Remove(int from, int to, short rule)
    {
        for (var i = from; i < to; i++)
        {
            if (_lines[i].Rule == 0) _lines[i].Rule = rule;
        }
    }

    /// <summary>Removes the lines from <paramref name="from"/> up to the end of a stretch.</summary>
    /// <returns>The stretch's new end.</returns>
    internal int Cut(int from, int end, short rule)
    {
        Remove(from, end, rule);
        return from;
    }

    /// <summary>Marks the lines that begin inside a stretch of the text as quoted.</summary>
    internal void Quote(int start, int end, Marking marking)
    {
        for (var i = FirstAt(start); i < Count && _lines[i].Start < end; i++)
        {
            if (_lines[i].Depth == 0) Quoted++;
            _lines[i].Depth = (byte)Math.Max(1, (int)_lines[i].Depth);
            _lines[i].Marking = marking;
        }
    }

    /// <summary>Makes quote marks part of what the lines say.</summary>
    internal void Unquote(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            _lines[i].Depth = 0;
            _lines[i].Start = _lines[i].From;
            while (char.IsWhiteSpace(Text[_lines[i].Start])) _lines[i].Start++;
        }
    }

    /// <summary>Removes the lines that begin inside a stretch of the text.</summary>
    internal void Strike(int start, int end, short rule)
    {
        for (var i = FirstAt(start); i < Count && _lines[i].Start < end; i++) _lines[i].Rule = rule;
    }

    /// <summary>Whether lines may still be cut in two. Each cut moves all lines below it, so that a mail full of them would take its time.</summary>
    internal bool MayBreak => _breaks < MostBreaks;

    /// <summary>Cuts a line in two at an offset; the second half becomes the next line.</summary>
    internal void Break(int index, int offset)
    {
        _breaks++;
        Grow();
        Array.Copy(_lines, index, _lines, index + 1, Count - index);
        Count++;
        _lines[index + 1].From = _lines[index + 1].Start = offset;
        _lines[index + 1].AfterBlank = false;
        _lines[index].End = _lines[index].Start + Text.AsSpan(_lines[index].Start, offset - _lines[index].Start).TrimEnd(" \t\u00a0-").Length;
    }

    public void Dispose()
    {
        ArrayPool<Line>.Shared.Return(_lines);
        _lines = [];
    }

    private int FirstAt(int offset)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_lines[middle].Start < offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private bool Add(int from, int length, bool afterBlank)
    {
        var raw = Text.AsSpan(from, length);
        var end = raw.TrimEnd().Length;
        if (end == 0) return false;
        var start = 0;
        byte depth = 0;
        for (; start < end; start++)
        {
            if (raw[start] == '>') depth = (byte)Math.Min(depth + 1, byte.MaxValue);
            else if (!char.IsWhiteSpace(raw[start])) break;
        }

        if (depth == 1 && _openBrackets > 0)
        {
            // This one closes a bracket that the client wrapped: "<jane@example.com" above, ">" here.
            depth = 0;
            start = 0;
            while (char.IsWhiteSpace(raw[start])) start++;
        }

        _openBrackets = depth > 0 ? 0 : Math.Max(0, (afterBlank && raw[start] != '<' ? 0 : _openBrackets) + Balance(raw));
        Grow();
        if (depth > 0) Quoted++;
        _lines[Count++] = new Line { From = from, Start = from + start, End = from + end, Depth = depth, AfterBlank = afterBlank };
        return true;
    }

    private static int Balance(ReadOnlySpan<char> line)
    {
        var open = line.IndexOf('<');
        return open < 0 && !line.Contains('>') ? 0 : line.Count('<') - line.Count('>');
    }

    private void Grow()
    {
        if (Count < _lines.Length) return;
        var larger = ArrayPool<Line>.Shared.Rent(_lines.Length * 2);
        _lines.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<Line>.Shared.Return(_lines);
        _lines = larger;
    }
}
