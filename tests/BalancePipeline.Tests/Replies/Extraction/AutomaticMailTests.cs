using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

public sealed class AutomaticMailTests
{
    [Fact]
    public void Of_the_automatic_mails_at_least_98_percent_are_told_by_kind()
    {
        var mails = LanguageFixture.Read("automatic");
        var missed = mails.Where(mail => ReplyExtractor.Extract(mail.Mail).Kind.Code() != mail.Kind).Select(mail => $"{mail.Language}: {mail.Subject}").ToList();
        Assert.True(mails.Count >= 150 && mails.Select(mail => mail.Language).Distinct().Count() >= 24);
        Assert.True(missed.Count <= mails.Count * 0.02, string.Join('\n', missed));
    }

    [Fact]
    public void Of_the_absences_at_least_95_percent_give_the_day_of_return_that_they_name()
    {
        var mails = LanguageFixture.Read("automatic").Where(mail => mail.BackOn is not null).ToList();
        var missed = mails.Where(mail => ReplyExtractor.Extract(mail.Mail).BackOn != mail.BackOn).Select(mail => $"{mail.Language}: {mail.Input}").ToList();
        Assert.True(missed.Count <= mails.Count * 0.05, string.Join('\n', missed));
    }

    [Fact]
    public void No_mail_of_a_person_is_taken_for_a_machines()
    {
        var refused = LanguageFixture.Read("human").Where(mail => ReplyExtractor.Extract(mail.Mail).Kind != MailKind.Human);
        Assert.Empty(refused.Select(mail => $"{mail.Language}: {mail.Input}"));
    }

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied", MailKind.OutOfOffice)]
    [InlineData("Auto-Submitted", "auto-replied (vacation)", MailKind.OutOfOffice)]
    [InlineData("Auto-Submitted", "auto-generated", MailKind.AutoReply)]
    [InlineData("Auto-Submitted", "no", MailKind.Human)]
    [InlineData("X-Autoreply", "yes", MailKind.AutoReply)]
    [InlineData("X-Auto-Response-Suppress", "All", MailKind.AutoReply)]
    [InlineData("Return-Path", "<>", MailKind.AutoReply)]
    [InlineData("Precedence", "bulk", MailKind.AutoReply)]
    [InlineData("Precedence", "list", MailKind.List)]
    [InlineData("List-Id", "<talk.example.org>", MailKind.List)]
    [InlineData("Feedback-ID", "a:b:c:d", MailKind.Human)]
    [InlineData("Subject", "Automatic reply: your week", MailKind.OutOfOffice)]
    [InlineData("Subject", "Out of office next week", MailKind.Human)]
    [InlineData("Subject", "Out of Office: Your week", MailKind.OutOfOffice)]
    [InlineData("Subject", "Out of Office:", MailKind.Human)]
    [InlineData("Subject", "Re: Out of Office: Your week", MailKind.Human)]
    [InlineData("From", "Mail Delivery Subsystem <mailer-daemon@example.org>", MailKind.Bounce)]
    public void A_header_alone_tells_the_kind(string name, string value, MailKind kind)
    {
        var mail = new MailContent { Text = "All went well.", Headers = [new MailHeader(name, value)] };
        Assert.Equal(kind, ReplyExtractor.Extract(mail).Kind);
    }

    [Theory]
    [InlineData("I'm with my family until the 14th. Jonas has the keys.")]
    [InlineData("Bin wandern, melde mich danach!")]
    [InlineData("På resa, svarar nästa vecka.")]
    public void A_vacation_responder_is_told_whatever_it_says(string text) =>
        Assert.Equal(MailKind.OutOfOffice, ReplyExtractor.Extract(AutoReplied(text, new MailHeader("From", "Ida Holm <ida@example.org>"))).Kind);

    [Theory]
    [InlineData("From", "no-reply@example.org", "All went well.")]
    [InlineData("From", "help@example.org", "We have received your message.")]
    [InlineData("From", "ida@example.org", "Prove that you are no robot: https://guard.example/9f2c")]
    [InlineData("From", "ida@example.org", "")]
    [InlineData("Subject", "Request received: your week", "We will look into it.")]
    [InlineData("Content-Type", "multipart/report; report-type=disposition-notification", "Ida opened it at noon.")]
    public void Another_machine_that_answers_is_nobody_away(string header, string value, string text) =>
        Assert.Equal(MailKind.AutoReply, ReplyExtractor.Extract(AutoReplied(text, new MailHeader(header, value))).Kind);

    [Fact]
    public void The_rule_that_told_the_kind_is_named()
    {
        var mail = new MailContent { Text = "x", Headers = [new MailHeader("AUTO-SUBMITTED", "auto-generated")] };
        Assert.Equal("header:auto-submitted", ReplyExtractor.Extract(mail).KindRule);
    }

    [Theory]
    [InlineData("List-Unsubscribe", "<mailto:out@mail.example.org>", MailKind.Human)]
    [InlineData("X-MS-Exchange-Inbox-Rules-Loop", "ida@example.org", MailKind.Human)]
    [InlineData("X-Auto-Response-Suppress", "DR, OOF, AutoReply", MailKind.Human)]
    [InlineData("X-Auto-Response-Suppress", "All", MailKind.AutoReply)]
    [InlineData("List-Id", "<talk.example.org>", MailKind.List)]
    [InlineData("Precedence", "bulk", MailKind.AutoReply)]
    public void An_answer_above_our_quoted_prompt_outweighs_what_servers_put_on_any_mail(string name, string value, MailKind kind)
    {
        const string words = "More people than numbers.\n\n";
        const string quote = "On Mon, Jan 5, 2026 at 10:12 AM Balance <hello@balance.example> wrote:\n\n> -- Reply above this line -- [balance:4kq2]\n> How was it?\n";
        Assert.Equal(kind, Read(words + quote, "Re: Your week"));
        Assert.NotEqual(MailKind.Human, Read(words, "Re: Your week"));
        Assert.NotEqual(MailKind.Human, Read(words + quote, "Your week"));
        Assert.NotEqual(MailKind.Human, Read(quote, "Re: Your week"));

        MailKind Read(string text, string subject) =>
            ReplyExtractor.Extract(new MailContent { Text = text, Headers = [new MailHeader("Subject", subject), new MailHeader(name, value)] }).Kind;
    }

    [Fact]
    public void A_person_who_is_away_and_answers_is_human()
    {
        var mail = new MailContent
        {
            Text = "I'm out of office next week, but here is my answer: more people than numbers.",
            Headers = [new MailHeader("Subject", "Re: Your week")],
        };
        Assert.Equal(MailKind.Human, ReplyExtractor.Extract(mail).Kind);
    }

    [Fact]
    public void Words_of_a_machine_in_the_quoted_mail_do_not_count()
    {
        var mail = new MailContent
        {
            Text = "Ha, got your robot. Results, mostly.\n\nOn Mon, Jan 5, 2026 at 10:12 AM Ann <ann@example.org> wrote:\n\n> I am currently out of the office with limited access to email.\n> For urgent matters, please contact Bob.\n",
            Headers = [new MailHeader("Subject", "Re: Automatic reply: your week")],
        };
        Assert.Equal(MailKind.Human, ReplyExtractor.Extract(mail).Kind);
    }

    private static MailContent AutoReplied(string text, MailHeader header) => new() { Text = text, Headers = [new MailHeader("Auto-Submitted", "auto-replied"), header] };
}
