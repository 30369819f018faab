using BalancePipeline.Email;
using BalancePipeline.Tests.Builders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BalancePipeline.Tests.Email;

public sealed class SmtpSenderTests
{
    private static readonly OutgoingEmail Mail = new()
    {
        MessageId = "prompt.1@reply.example.org",
        Recipient = "anna@example.org",
        Subject = "A question",
        Text = "Text",
        Html = "<p>Text</p>",
    };

    [Fact]
    public async Task A_mail_is_handed_to_the_server()
    {
        await using var server = new FakeSmtpServer();

        Assert.IsType<SendResult.Sent>(await SendAsync(server.Port));

        Assert.Contains("Message-Id: <prompt.1@reply.example.org>", Assert.Single(server.Mails), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 anna@example.org: no such user", true)]
    [InlineData("RCPT", "550 anna@example.org: no such user", true)]
    [InlineData("RCPT", "552 5.2.2 anna@example.org: mailbox full", false)]
    [InlineData("RCPT", "554 anna@example.org: not now", false)]
    [InlineData("DATA", "554 5.7.1 refused by policy", false)]
    [InlineData(".", "554 5.6.0 refused by content", false)]
    public async Task A_refusal_for_good_says_whether_it_is_the_address_and_never_names_it(string command, string answer, bool addressFails)
    {
        await using var server = new FakeSmtpServer(new Dictionary<string, string> { [command] = answer });

        var result = Assert.IsType<SendResult.Permanent>(await SendAsync(server.Port));

        Assert.Equal(addressFails, result.AddressFails);
        Assert.DoesNotContain("anna", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.1 busy")]
    [InlineData("RCPT", "554 5.7.1 anna@example.org: relay access denied")]
    [InlineData("MAIL", "550 5.7.1 this sender may not")]
    [InlineData("MAIL", "530 5.7.0 sign in first")]
    [InlineData("RCPT", "550 5.4.5 daily sending limit exceeded")]
    [InlineData("DATA", "550 5.4.5 daily sending limit exceeded")]
    [InlineData("EHLO", FakeSmtpServer.HangUp)]
    [InlineData(".", "451 4.3.0 later")]
    public async Task Whatever_may_pass_or_is_the_operators_to_mend_is_tried_again(string command, string answer)
    {
        await using var server = new FakeSmtpServer(new Dictionary<string, string> { [command] = answer });

        Assert.IsType<SendResult.Transient>(await SendAsync(server.Port));
    }

    [Fact]
    public async Task A_mail_that_was_handed_over_and_got_no_answer_is_not_sent_again()
    {
        await using var server = new FakeSmtpServer(new Dictionary<string, string> { ["."] = FakeSmtpServer.HangUp });

        await Assert.ThrowsAnyAsync<IOException>(() => SendAsync(server.Port));

        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        int port;
        await using (var server = new FakeSmtpServer()) port = server.Port;

        Assert.IsType<SendResult.Transient>(await SendAsync(port));
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_no_mail_when_encryption_is_asked_for()
    {
        await using var server = new FakeSmtpServer();

        Assert.IsType<SendResult.Transient>(await SendAsync(server.Port, SmtpSecurity.StartTls));
        Assert.Empty(server.Mails);
    }

    private static Task<SendResult> SendAsync(int port, SmtpSecurity security = SmtpSecurity.None) => new SmtpSender(
        Options.Create(new SmtpOptions { Host = "127.0.0.1", Port = port, Security = security, TimeoutSeconds = 20 }),
        Options.Create(new MailOptions()), new FakeTimeProvider(TestStory.Start)).SendAsync(Mail);
}
