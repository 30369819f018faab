using AngleSharp.Html.Parser;
using MimeKit;

namespace BalancePipeline.Tests.Builders;

/// <summary>Finds the links of mails.</summary>
public static class Links
{
    public static IReadOnlyList<string> In(MimeMessage mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return [.. new HtmlParser().ParseDocument(mail.HtmlBody!).Links.Select(link => link.GetAttribute("href")!)];
    }

    /// <summary>The person's page.</summary>
    public static Uri Page(MimeMessage mail) =>
        new(In(mail).First(link => link.Contains("/me/", StringComparison.Ordinal) && !link.Contains('#', StringComparison.Ordinal)));
}
