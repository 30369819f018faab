using System.Collections.Frozen;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace BalancePipeline.Replies.Extraction;

/// <summary>What an element says about the text in it.</summary>
internal enum HtmlRole
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It holds a quoted mail.</summary>
    Quote,

    /// <summary>It holds a quoted mail, perhaps with answers between its blockquotes.</summary>
    GmailContainer,

    /// <summary>A blockquote that may be a mail or a citation.</summary>
    Blockquote,

    /// <summary>A blockquote as an editor's quote button makes it.</summary>
    EditorBlockquote,

    /// <summary>The quoted mail begins here and goes on to the end.</summary>
    CutFrom,

    /// <summary>The mail client's own signature.</summary>
    Signature,
}

/// <summary>What the extractor reads off a start tag.</summary>
internal readonly record struct HtmlElement(HtmlRole Role, bool Hidden);

/// <summary>Knows the elements by which mail clients mark quotes and signatures.</summary>
internal static class HtmlElements
{
    private static readonly FrozenSet<string> Void = FrozenSet.Create(
        "br", "hr", "img", "meta", "link", "base", "input", "wbr", "col", "area", "embed", "source", "track", "param");

    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        "div", "table", "tbody", "thead", "tr", "li", "blockquote", "section", "article", "header", "footer", "center", "address", "form", "dl", "dt", "dd", "main", "aside", "fieldset", "body", "includetail");

    private static readonly FrozenSet<string> Paragraphs = FrozenSet.Create("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre");

    // Ids and classes, by client: Outlook (web, desktop, mobile, Mac), Hotmail, Windows Mail, Zimbra, Spark, new Outlook.
    private static readonly FrozenSet<string> CutFrom = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION", "stopSpelling", "zwchr", "mail-editor-reference-message-container", "messageReplySection", "reply-intro", "ymail_android_signature_quote");

    // Yahoo, ProtonMail, Thunderbird, Zoho, Tutanota, GMX/web.de, Front, Missive, HubSpot, Lark, QQ, mail.ru, Samsung.
    private static readonly FrozenSet<string> Quotes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "moz-forward-container", "moz-email-headers-table", "zmail_extra", "zmail_extra_hr", "tutanota_quote", "quote",
        "front-blockquote", "missive_quote", "hs_reply", "history-quote-wrapper", "lark-mail-quote", "mail-quote-collapse", "mail-app-auto-quote", "originalMessage",
        "gmail_attr", "QuotedMessage", "reply-separator", "quoted-message", "ntes-mailmaster-quote", "isReplyContent", "tmail-signature-quote", "cm_quote", "bloop_original_html", "mailbird-quote");

    // Not those of Apple and Outlook for phones: people write inside them, and the words of the footer tell it anyway.
    private static readonly FrozenSet<string> Signatures = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "gmail_signature", "Signature", "moz-signature", "protonmail_signature_block", "messageSignatureSection", "composer_signature",
        "ymail_android_signature", "mail-app-auto-default-signature", "ntes-mailmaster-signature", "tmail-signature", "zmail_signature", "bloop_sign", "lineBreakAtBeginningOfSignature_text");

    // Those that Read and IsTight ask for.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ReadAttributes = FrozenSet.Create(
        "id", "class", "name", "data-marker", "type", "cite", "data-quote", "data-signatureblock", "hidden", "style").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Whether the tokenizer keeps an attribute: one that is read, and not there yet. It drops duplicates itself, but one by one from a list
    /// of all, which takes minutes for a tag with a megabyte of them.
    /// </summary>
    internal static bool Keeps(ref StructHtmlToken tag, ReadOnlyMemory<char> name)
    {
        if (!ReadAttributes.Contains(name.Span)) return false;
        for (var i = 0; i < tag.Attributes.Count; i++)
        {
            if (tag.Attributes[i].Name.Memory.Span.SequenceEqual(name.Span)) return false;
        }

        return true;
    }

    internal static bool IsVoid(string name) => Void.Contains(name);

    internal static HtmlParseMode ModeOf(string name) => name switch
    {
        "style" or "xmp" or "iframe" or "noframes" => HtmlParseMode.Rawtext,
        "script" => HtmlParseMode.Script,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => HtmlParseMode.PCData,
    };

    /// <summary>How many line ends stand around an element: none, one for a block, two for a paragraph.</summary>
    internal static int BreaksAround(string name, HtmlTagToken? tag) =>
        Blocks.Contains(name) ? 1 : !Paragraphs.Contains(name) ? 0 : tag is not null && IsTight(tag) ? 1 : 2;

    internal static Marking MarkingOf(HtmlRole role) => role switch
    {
        HtmlRole.Blockquote => Marking.Blockquote,
        HtmlRole.EditorBlockquote => Marking.EditorBlockquote,
        _ => Marking.Container,
    };

    internal static HtmlElement Read(HtmlTagToken tag)
    {
        var role = tag.Name == "blockquote" ? HtmlRole.Blockquote : tag.Name is "includetail" ? HtmlRole.Quote : HtmlRole.None;
        var hidden = tag.Name is "style" or "script" or "title" or "template" or "head";
        foreach (var attribute in tag.Attributes)
        {
            switch (attribute.Name)
            {
                case "id" or "class" or "name" or "data-marker":
                    role = Named(tag.Name, attribute.Name, attribute.Value, role);
                    break;
                case "type" when attribute.Value.Equals("cite", StringComparison.OrdinalIgnoreCase):
                case "cite" or "data-quote":
                    if (tag.Name == "blockquote") role = HtmlRole.Quote;
                    break;
                case "data-signatureblock":
                    role = HtmlRole.Signature;
                    break;
                case "hidden":
                    hidden = true;
                    break;
                case "style":
                    hidden |= HtmlStyle.Hides(attribute.Value);
                    if (role == HtmlRole.Blockquote && HtmlStyle.IsIndent(attribute.Value)) role = HtmlRole.None;
                    else if (role == HtmlRole.None && tag.Name == "div" && HtmlStyle.IsOutlookDivider(attribute.Value)) role = HtmlRole.CutFrom;
                    break;
            }
        }

        return new HtmlElement(role, hidden);
    }

    private static HtmlRole Named(string tag, string attribute, string value, HtmlRole role)
    {
        if (attribute == "data-marker") return value.StartsWith("__QUOTED", StringComparison.Ordinal) ? HtmlRole.Quote : value.StartsWith("__DIVIDER", StringComparison.Ordinal) ? HtmlRole.CutFrom : value.StartsWith("__SIG", StringComparison.Ordinal) ? HtmlRole.Signature : role;
        foreach (var range in value.AsSpan().Split(' '))
        {
            var token = value.AsSpan(range);
            if (token.StartsWith("ecx", StringComparison.Ordinal)) token = token[3..];
            else if (token.StartsWith("x_", StringComparison.Ordinal)) token = token[2..];
            if (token.StartsWith("gmail_quote", StringComparison.OrdinalIgnoreCase)) return tag == "blockquote" ? role == HtmlRole.Quote ? role : HtmlRole.EditorBlockquote : HtmlRole.GmailContainer;
            if (token.Contains(PromptMarkers.ElementPrefix, StringComparison.OrdinalIgnoreCase) || token.Contains("yahoo_quoted", StringComparison.OrdinalIgnoreCase)) return HtmlRole.Quote;
            if (Quotes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(token)) return HtmlRole.Quote;
            if (CutFrom.GetAlternateLookup<ReadOnlySpan<char>>().Contains(token)) return HtmlRole.CutFrom;
            if (Signatures.GetAlternateLookup<ReadOnlySpan<char>>().Contains(token)) return HtmlRole.Signature;
        }

        return role;
    }

    /// <summary>Word writes every line as a paragraph without space around it.</summary>
    private static bool IsTight(HtmlTagToken tag) =>
        tag.GetAttribute("class").Contains("MsoNormal", StringComparison.Ordinal) || tag.GetAttribute("style").Contains("margin:0", StringComparison.Ordinal);
}
