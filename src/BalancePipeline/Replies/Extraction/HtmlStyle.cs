namespace BalancePipeline.Replies.Extraction;

/// <summary>The few styles by which mail clients say what an element is.</summary>
internal static class HtmlStyle
{
    internal static bool Hides(string style) => Has(style, "display:none") || Has(style, "mso-hide:all");

    /// <summary>Gmail indents with a blockquote that has no border.</summary>
    internal static bool IsIndent(string style) => Has(style, "border:none") || Has(style, "border:0") || Has(style, "border:medium none");

    /// <summary>The line that Outlook and Windows Mail draw above the header block of the quoted mail.</summary>
    internal static bool IsOutlookDivider(string style) =>
        (Has(style, "border:none") && Has(style, "border-top:solid #") && Has(style, "padding:3.0pt 0"))
        || (Has(style, "border-top-style:solid") && Has(style, "border-top-width:1px") && Has(style, "border-top-color:rgb(229, 229, 229)"));

    /// <summary>Whether a declaration is there, with or without the space after its colon.</summary>
    private static bool Has(string style, string declaration)
    {
        var colon = declaration.IndexOf(':', StringComparison.Ordinal);
        var name = declaration.AsSpan(0, colon + 1);
        var value = declaration.AsSpan(colon + 1);
        var rest = style.AsSpan();
        for (var at = rest.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = rest.IndexOf(name, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[(at + name.Length)..];
            if (rest.TrimStart().StartsWith(value, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
