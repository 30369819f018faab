using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BalancePipeline.Email;
using BalancePipeline.Functions.Tests.Builders;

namespace BalancePipeline.Functions.Tests.Email;

public sealed class SendGridSenderTests
{
    private static readonly OutgoingEmail Mail = new()
    {
        MessageId = "prompt-7@reply.example.org",
        Recipient = "anna@example.org",
        RecipientName = "Anna",
        ReplyTo = "reply+abc@reply.example.org",
        Subject = "What went well?",
        Text = "What went well?",
        Html = "<p>What went well?</p>",
        Headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-generated" },
        References = ["week-1@reply.example.org", "week-2@reply.example.org"],
    };

    [Fact]
    public async Task A_mail_is_handed_over_whole_untracked_and_without_a_word_about_the_person_beyond_its_address()
    {
        await using var api = await SendGridApi.StartAsync(202, headers: [("X-Message-Id", "sg-1")]);

        var result = await api.Sender.SendAsync(Mail);

        Assert.Equal(new SendResult.Sent("sg-1"), result);
        var (request, body) = Assert.Single(api.Requests);
        Assert.Equal("POST /v3/mail/send Bearer SG.test", request);
        AssertJson(
            """
            {
              "from": { "name": "Balance", "email": "balance@example.org" },
              "subject": "What went well?",
              "personalizations": [{ "to": [{ "name": "Anna", "email": "anna@example.org" }] }],
              "content": [{ "type": "text/plain", "value": "What went well?" }, { "type": "text/html", "value": "<p>What went well?</p>" }],
              "headers": {
                "Auto-Submitted": "auto-generated",
                "Message-ID": "<prompt-7@reply.example.org>",
                "References": "<week-1@reply.example.org> <week-2@reply.example.org>",
                "In-Reply-To": "<week-2@reply.example.org>"
              },
              "tracking_settings": {
                "click_tracking": { "enable": false, "enable_text": false },
                "open_tracking": { "enable": false },
                "subscription_tracking": { "enable": false }
              },
              "reply_to": { "name": "Balance", "email": "reply+abc@reply.example.org" }
            }
            """,
            body);
    }

    [Fact]
    public async Task Sandbox_mode_is_asked_for_where_it_is_set_and_its_200_counts_as_sent()
    {
        await using var api = await SendGridApi.StartAsync(200, settings: [("SendGrid:Sandbox", "true")]);

        Assert.IsType<SendResult.Sent>(await api.Sender.SendAsync(Mail));

        using var body = JsonDocument.Parse(api.Requests.Single().Body);
        Assert.True(body.RootElement.GetProperty("mail_settings").GetProperty("sandbox_mode").GetProperty("enable").GetBoolean());
    }

    [Theory]
    [InlineData(400, "The subject is required.")]
    [InlineData(413, "The payload is too large.")]
    public async Task A_refusal_of_the_mail_is_permanent_and_says_why(int status, string message)
    {
        await using var api = await SendGridApi.StartAsync(status, $$"""{"errors":[{"message":"{{message}}","field":null,"help":null}]}""");

        var refusal = Assert.IsType<SendResult.Permanent>(await api.Sender.SendAsync(Mail));

        Assert.Equal(new SendResult.Permanent($"SendGrid refused the mail ({status}): {message}"), refusal);
    }

    [Theory]
    [InlineData(400, "The from email does not contain a valid address.", "from.email")]
    [InlineData(401, "Maximum credits exceeded", null)]
    [InlineData(401, "The provided authorization grant is invalid, expired, or revoked", null)]
    [InlineData(403, "The from address does not match a verified Sender Identity.", "from")]
    [InlineData(404, "Not found", null)]
    public async Task A_refusal_of_the_account_destroys_no_mail_but_leaves_time_to_mend_it(int status, string message, string? field)
    {
        var error = JsonSerializer.Serialize(new { errors = new[] { new { message, field } } });
        await using var api = await SendGridApi.StartAsync(status, error);

        var refusal = Assert.IsType<SendResult.Transient>(await api.Sender.SendAsync(Mail));

        Assert.Equal(new SendResult.Transient($"SendGrid refused the mail ({status}): {message}", TimeSpan.FromMinutes(15)), refusal);
    }

    [Fact]
    public async Task A_refusal_of_the_address_says_so_and_never_repeats_it()
    {
        await using var api = await SendGridApi.StartAsync(400, """{"errors":[{"message":"anna@example.org is no address.","field":"personalizations.0.to.0.email"}]}""");

        var refusal = Assert.IsType<SendResult.Permanent>(await api.Sender.SendAsync(Mail));

        Assert.True(refusal.AddressFails);
        Assert.DoesNotContain("anna", refusal.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("""{"errors":"none"}""")]
    [InlineData("[]")]
    public async Task A_refusal_in_an_unknown_form_is_still_permanent(string body)
    {
        await using var api = await SendGridApi.StartAsync(400, body);

        var refusal = Assert.IsType<SendResult.Permanent>(await api.Sender.SendAsync(Mail));

        Assert.Equal("SendGrid refused the mail (400): no reason given.", refusal.Reason);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_failure_of_SendGrid_is_waited_for_without_using_up_the_tries_of_a_queue(int status)
    {
        await using var api = await SendGridApi.StartAsync(status);

        var failure = Assert.IsType<SendResult.Transient>(await api.Sender.SendAsync(Mail));

        Assert.Equal(TimeSpan.FromMinutes(5), failure.RetryAfter);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(3600)]
    public async Task When_asked_to_wait_nothing_is_sent_until_then_and_nobody_is_held_up(int seconds)
    {
        await using var api = await SendGridApi.StartAsync(429);
        api.Headers = [Reset(api.Clock.GetUtcNow().AddSeconds(seconds))];
        var first = Assert.IsType<SendResult.Transient>(await api.Sender.SendAsync(Mail));
        Assert.Equal(TimeSpan.FromSeconds(seconds), first.RetryAfter);

        api.Status = 202;
        api.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        var second = Assert.IsType<SendResult.Transient>(await api.Sender.SendAsync(Mail));
        Assert.Equal(TimeSpan.FromSeconds(1), second.RetryAfter);
        Assert.Single(api.Requests);

        api.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SendResult.Sent>(await api.Sender.SendAsync(Mail));
        Assert.Equal(2, api.Requests.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("99999999999999999")]
    public async Task A_strange_reset_time_does_no_harm(string? reset)
    {
        await using var api = await SendGridApi.StartAsync(429);
        if (reset is not null) api.Headers = [("X-RateLimit-Reset", reset)];

        var transient = Assert.IsType<SendResult.Transient>(await api.Sender.SendAsync(Mail));

        Assert.InRange(transient.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task An_answer_that_never_comes_leaves_it_open_whether_the_mail_was_taken()
    {
        await using var api = await SendGridApi.StartAsync(202, settings: [("SendGrid:TimeoutSeconds", "1")]);
        api.NeverAnswers = true;

        await Assert.ThrowsAsync<TimeoutException>(() => api.Sender.SendAsync(Mail));
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_is_waited_for_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var nobody = $"http://{listener.LocalEndpoint}";
        listener.Stop();
        await using var api = await SendGridApi.StartAsync(202, settings: [("SendGrid:Endpoint", nobody)]);

        var failure = Assert.IsType<SendResult.Transient>(await api.Sender.SendAsync(Mail));

        Assert.Equal(TimeSpan.FromMinutes(5), failure.RetryAfter);
    }

    private static (string Name, string Value) Reset(DateTimeOffset moment) =>
        ("X-RateLimit-Reset", moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private static void AssertJson(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), actual);
    }
}
