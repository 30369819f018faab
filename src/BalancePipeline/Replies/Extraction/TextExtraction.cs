namespace BalancePipeline.Replies.Extraction;

/// <summary>The stages a text goes through: split into lines, cut the quotes, cut the signatures, put together.</summary>
internal static class TextExtraction
{
    internal static Extract FromPlain(string text, Sender sender)
    {
        using var lines = MailLines.Split(MailText.Clean(text));
        Armour.Remove(lines);
        return Run(lines, sender);
    }

    internal static Extract FromHtml(string html, Sender sender)
    {
        var page = HtmlPage.Read(html);
        using var lines = MailLines.Split(page.Text);
        foreach (var region in page.Regions)
        {
            if (region.Signature) lines.Strike(region.Start, region.End, Rules.HtmlSignature);
            else lines.Quote(region.Start, region.End, region.Marking);
        }

        return Run(lines, sender);
    }

    private static Extract Run(MailLines lines, Sender sender)
    {
        new QuoteCut(lines).Run();
        new SignatureCut(lines, sender).Run();
        return Composition.Of(lines);
    }
}
