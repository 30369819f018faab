using System.Text;

namespace BalancePipeline.Replies.Extraction;

/// <summary>Writes the text of a page with spaces and line breaks as a browser would show them.</summary>
internal sealed class HtmlTextWriter
{
    private readonly StringBuilder _text = new();
    private bool _space;

    /// <summary>Writes characters; runs of space become one unless the text is preformatted.</summary>
    internal void Write(string data, bool preformatted)
    {
        foreach (var c in data)
        {
            if (preformatted && c is '\n' or '\r') LineBreak();
            else if (!preformatted && char.IsWhiteSpace(c) && c != '\u00a0') _space = true;
            else if (!MailText.IsUnseen(c)) Append(c);
        }
    }

    /// <summary>Writes a space where one is needed.</summary>
    internal void Space() => _space = true;

    /// <summary>Begins a new line in any case.</summary>
    internal void LineBreak()
    {
        _text.Append('\n');
        _space = false;
    }

    /// <summary>Begins a new block: as many line ends as asked for, counting those that are there. Gives the offset where its text begins.</summary>
    internal int Break(int lines)
    {
        _space = false;
        var there = 0;
        while (there < lines && there < _text.Length && _text[^(there + 1)] == '\n') there++;
        if (_text.Length > 0) _text.Append('\n', lines - there);
        return _text.Length;
    }

    /// <summary>Whether the text from an offset on begins with some characters, spaces aside.</summary>
    internal bool StartsWithAt(int offset, string prefix)
    {
        while (offset < _text.Length && char.IsWhiteSpace(_text[offset])) offset++;
        for (var i = 0; i < prefix.Length; i++)
        {
            if (offset + i >= _text.Length || _text[offset + i] != prefix[i]) return false;
        }

        return true;
    }

    public override string ToString() => _text.ToString();

    private void Append(char c)
    {
        if (_space && _text.Length > 0 && _text[^1] != '\n') _text.Append(' ');
        _space = false;
        _text.Append(c);
    }
}
