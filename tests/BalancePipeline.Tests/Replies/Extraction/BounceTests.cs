using System.Text;
using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

public sealed class BounceTests
{
    [Theory]
    [InlineData("failed", "5.1.1", true)]
    [InlineData("failed", "5.2.2", false)]
    [InlineData("failed", "5.7.1", false)]
    [InlineData("delayed", "4.4.7", false)]
    public void A_report_gives_address_status_and_whether_it_is_for_good(string action, string status, bool hard)
    {
        var extracted = ReplyExtractor.Extract(MimeMail.Read(Report(action, status)));
        Assert.Equal(MailKind.Bounce, extracted.Kind);
        Assert.Equal(new BounceReport("ann@example.org", status, hard), extracted.Bounce);
    }

    [Fact]
    public void A_report_of_a_delivery_that_worked_is_no_bounce() =>
        Assert.Equal(MailKind.AutoReply, ReplyExtractor.Extract(MimeMail.Read(Report("relayed", "2.1.5"))).Kind);

    [Fact]
    public void A_bounce_in_plain_words_gives_the_same()
    {
        var mail = new MailContent
        {
            Text = "Your message couldn't be delivered.\n\nann@example.org: host mx.example.org said: 550 5.1.1 User unknown",
            Headers = [new MailHeader("From", "postmaster@example.com"), new MailHeader("Subject", "Undeliverable: your week")],
        };
        Assert.Equal(new BounceReport("ann@example.org", "5.1.1", true), ReplyExtractor.Extract(mail).Bounce);
    }

    [Fact]
    public void A_person_who_writes_about_a_failed_delivery_is_human()
    {
        var mail = new MailContent { Text = "My last answer bounced with 550 5.1.1, so here it is again: results.", Headers = [new MailHeader("Subject", "Re: your week")] };
        Assert.Equal(MailKind.Human, ReplyExtractor.Extract(mail).Kind);
    }

    private static byte[] Report(string action, string status) => Encoding.ASCII.GetBytes($"""
        From: MAILER-DAEMON@example.com
        Subject: Delivery report
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        About your message.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com

        Final-Recipient: rfc822; ann@example.org
        Action: {action}
        Status: {status}

        --b--

        """.ReplaceLineEndings("\r\n"));
}
