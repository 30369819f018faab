using System.Text;
using BalancePipeline.Replies;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Replies.Extraction;

public sealed class ExtractionPropertyTests
{
    // Pieces that steer the reader, so that random mails reach its corners.
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\r", "\n\n", " ", "\t", "> ", ">>", "<", ">", "(", ")", ":", "-- ", "--", "---", "____", "On ", "Mon, 5 Jan 2026", "10:12", "2026年1月5日", "wrote:", "写道：", "schrieb",
        "Anna", "anna@example.org", "<anna@example.org>", "From: ", "To: a@b.de", "Subject: x", "Von: ", "Original Message", "Sent from my iPhone", "Regards,", "Mit freundlichen Grüßen", "[balance:7f]",
        "This email is confidential", "to unsubscribe", "out of office", "\ud83d\ude00", "\ud83d", "\udc00", "\u200b", "\u202e", "\u0000", "é", "ß", "م", "ไ", "5.1.1", "550 ", "until", "…",
        "<div class=\"gmail_quote\">", "<blockquote type=\"cite\">", "</div>", "</blockquote>", "<br>", "<p>", "&nbsp;", "&", "<!--", "<style>", "<a@b.c>", "<div style=\"display:none\">", "<pre>", "<hr>",
    ];

    private static readonly Arbitrary<string> Mails = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(150);

    [Fact]
    public void Any_text_is_read_without_throwing() => Prop.ForAll(Mails, text => Holds(new MailContent { Text = text })).Check(Many);

    [Fact]
    public void Any_page_is_read_without_throwing() => Prop.ForAll(Mails, html => Holds(new MailContent { Html = html })).Check(Many);

    [Fact]
    public void Any_headers_are_read_without_throwing() => Prop.ForAll(Mails, value => Holds(new MailContent
    {
        Text = value,
        DeliveryStatus = value.Contains('5') ? value : null,
        Headers = [.. new[] { "From", "Subject", "Date", "Return-Path", "Content-Type", "X-Failed-Recipients" }.Select(name => new MailHeader(name, value))],
    })).Check(Many);

    [Fact]
    public void Any_bytes_are_read_as_a_message_without_throwing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Holds(MimeMail.Read(bytes))).Check(Many);

    [Fact]
    public void A_message_cut_off_anywhere_is_read_without_throwing()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Emails", "both-parts.eml"));
        for (var length = 0; length <= whole.Length; length++) Assert.True(Holds(MimeMail.Read(whole[..length])));
    }

    [Fact]
    public void Words_that_were_kept_once_are_kept_again() => Prop.ForAll(Mails, text =>
    {
        var once = ReplyExtractor.Extract(new MailContent { Text = text }).Text;
        // Of what was kept, more may go: a name that a footer hid. Nothing comes back.
        var twice = ReplyExtractor.Extract(new MailContent { Text = once }).Text;
        return twice.Length <= once.Length;
    }).Check(Many);

    [Theory]
    [InlineData("a")]
    [InlineData(">")]
    [InlineData("<")]
    [InlineData("On 1.1. ")]
    [InlineData("wrote: ")]
    [InlineData("(\"")]
    [InlineData("\ud83d")]
    public void A_line_of_ten_megabytes_is_read(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length));
        Assert.True(Holds(new MailContent { Text = line }));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<blockquote type=cite>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<b id=x><p>")]
    public void Deeply_nested_elements_are_read(string tag)
    {
        var html = string.Concat(Enumerable.Repeat(tag, 100_000)) + "words";
        Assert.True(Holds(new MailContent { Html = html }));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("id")]
    public void A_tag_with_a_megabyte_of_attributes_is_read(string repeated)
    {
        var attributes = string.Concat(Enumerable.Repeat($" {repeated}", 200_000)) + string.Concat(Enumerable.Range(100_000, 100_000).Select(number => $" a{number}"));
        Assert.True(Holds(new MailContent { Html = $"<b{attributes}>words</b>" }));
    }

    [Fact]
    public void Of_an_attribute_given_twice_the_first_counts()
    {
        var quoted = ReplyExtractor.Extract(new MailContent { Html = "<p>Mine.</p><div CLASS=gmail_signature class=other>Theirs.</div>" });
        Assert.Equal("Mine.", quoted.Text);
    }

    [Fact]
    public void A_multipart_in_multiparts_without_end_is_read()
    {
        var message = new StringBuilder("Subject: deep\r\n");
        for (var i = 0; i < 3000; i++) message.Append("Content-Type: multipart/mixed; boundary=b").Append(i).Append("\r\n\r\n--b").Append(i).Append("\r\n");
        Assert.True(Holds(MimeMail.Read(Encoding.ASCII.GetBytes(message.ToString()))));
    }

    /// <summary>What must be true of every answer: offsets inside the text and in order, and no word that wasn't in the mail.</summary>
    private static bool Holds(MailContent mail)
    {
        var extracted = ReplyExtractor.Extract(mail);
        var position = 0;
        foreach (var removed in extracted.Removed)
        {
            if (removed.Start < position || removed.End < removed.Start || removed.End > extracted.Source.Length) return false;
            position = removed.End;
        }

        return extracted.Confidence is > 0 and <= 1
            && extracted.Text.Split('\n').All(line => extracted.Source.Contains(line, StringComparison.Ordinal));
    }
}
