using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace BalancePipeline.Replies.Extraction;

/// <summary>A stretch of a page's text that some element says something about.</summary>
/// <param name="Start">Offset in the page's text.</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="Marking">How sure it is that it's quoted.</param>
/// <param name="Signature">Whether it is the mail client's own signature element.</param>
internal readonly record struct HtmlRegion(int Start, int End, Marking Marking, bool Signature);

/// <summary>
/// The text of an HTML part as one sees it, and which stretches of it are quotes or signatures by their elements.
/// Tokens are read once and no tree is built: a tree grows faster than its input when elements are left open.
/// </summary>
internal sealed class HtmlPage
{
    private const int MostLevels = 512;
    private readonly HtmlTextWriter _writer = new();
    private readonly List<OpenElement> _open = [];
    private readonly List<HtmlRegion> _regions = [];
    private int _quotes;
    private int _containers;
    private int _hidden;
    private int _preformatted;
    private int _cutFrom = -1;

    private HtmlPage()
    {
    }

    internal string Text { get; private set; } = "";

    internal IReadOnlyList<HtmlRegion> Regions => _regions;

    internal static HtmlPage Read(string html)
    {
        var page = new HtmlPage();
        using var source = new TextSource(html);
        var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            SkipScriptText = true,
            SkipRawText = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = HtmlElements.Keeps,
        };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get()) page.Take(token, tokenizer);
        page.Finish();
        return page;
    }

    private void Take(HtmlToken token, HtmlTokenizer tokenizer)
    {
        switch (token.Type)
        {
            case HtmlTokenType.Character when _hidden == 0:
                _writer.Write(token.Data, _preformatted > 0);
                break;
            case HtmlTokenType.StartTag when token is HtmlTagToken tag:
                Start(tag, tokenizer);
                break;
            case HtmlTokenType.EndTag:
                End(token.Name);
                break;
        }
    }

    private void Start(HtmlTagToken tag, HtmlTokenizer tokenizer)
    {
        var name = tag.Name;
        if (name.Contains('@'))
        {
            // "Jane <jane@example.com> wrote:" by clients that forget to escape.
            _writer.Write($"<{name}>", false);
            return;
        }

        tokenizer.State = HtmlElements.ModeOf(name);
        var element = HtmlElements.Read(tag);
        if (element.Role == HtmlRole.CutFrom && _cutFrom < 0 && _quotes == 0) _cutFrom = _writer.Break(1);
        if (HtmlElements.IsVoid(name))
        {
            if (name is "br") _writer.LineBreak();
            else if (name is "hr") _writer.Break(1);
            return;
        }

        if (_open.Count >= MostLevels) return;
        if (HtmlElements.BreaksAround(name, tag) is var breaks and > 0) _writer.Break(breaks);
        else if (name is "td" or "th") _writer.Space();
        if (name is "li") _writer.Write("- ", true);
        Open(name, element);
    }

    private void Open(string name, HtmlElement element)
    {
        var start = element.Role is HtmlRole.None or HtmlRole.CutFrom ? -1 : _writer.Break(1);
        var role = element.Role;
        // Inside a quote nothing more is to be told, but for the blockquotes of Gmail's container: answers may stand between them.
        if (_quotes > 0 && role is not HtmlRole.None) role = name == "blockquote" && _quotes == _containers ? HtmlRole.Quote : HtmlRole.None;
        if (role is HtmlRole.Quote or HtmlRole.GmailContainer) _quotes++;
        if (role is HtmlRole.GmailContainer) _containers++;
        if (element.Hidden) _hidden++;
        if (name is "pre") _preformatted++;
        _open.Add(new OpenElement(name, role, start, element.Hidden, _regions.Count));
    }

    private void End(string name)
    {
        if (name is "p" or "br" && _open.Count == 0) _writer.LineBreak();
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Name != name) continue;
            while (_open.Count > i) Close();
            return;
        }
    }

    private void Close()
    {
        var element = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (element.Hidden) _hidden--;
        if (element.Name is "pre") _preformatted--;
        if (HtmlElements.BreaksAround(element.Name, null) > 0) _writer.Break(1);
        if (element.Role is HtmlRole.None or HtmlRole.CutFrom) return;
        var end = _writer.Break(1);
        if (element.Role is HtmlRole.Quote or HtmlRole.GmailContainer) _quotes--;
        if (element.Role is HtmlRole.GmailContainer) _containers--;
        if (element.Role == HtmlRole.GmailContainer) CloseContainer(element, end);
        else _regions.Add(new HtmlRegion(element.Start, end, HtmlElements.MarkingOf(element.Role), element.Role == HtmlRole.Signature));
    }

    /// <summary>In Gmail's container, what stands after the first blockquote and in none is an answer between the lines. A forward has no such.</summary>
    private void CloseContainer(OpenElement element, int end)
    {
        const int longestAttribution = 500;
        var nested = element.Regions < _regions.Count ? _regions[element.Regions] : default;
        var answered = nested.End > 0 && nested.Start - element.Start < longestAttribution && !_writer.StartsWithAt(element.Start, "---");
        _regions.Add(new HtmlRegion(element.Start, answered ? nested.End : end, Marking.Container, false));
    }

    private void Finish()
    {
        while (_open.Count > 0) Close();
        Text = _writer.ToString();
        if (_cutFrom >= 0) _regions.Add(new HtmlRegion(_cutFrom, int.MaxValue, Marking.Container, false));
    }

    private readonly record struct OpenElement(string Name, HtmlRole Role, int Start, bool Hidden, int Regions);
}
