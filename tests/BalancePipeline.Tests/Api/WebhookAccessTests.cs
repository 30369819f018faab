using System.Net;
using System.Text;
using BalancePipeline.Api.Webhooks;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Api;

public sealed class WebhookAccessTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly Uri Webhook = new("/api/v1/inbound/sendgrid", UriKind.Relative);
    private readonly SendGridKey _key = new();

    [Fact]
    public async Task A_signed_post_is_taken_however_often_SendGrid_had_to_try()
    {
        await using var story = await StartSignedAsync();
        using var post = await _key.SignAsync(new InboundPost().ToContent(), TestStory.Start.AddHours(-71));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(story, Webhook, post));
    }

    [Fact]
    public async Task A_post_whose_body_was_changed_after_signing_is_refused_and_not_stored()
    {
        await using var story = await StartSignedAsync();
        using var signed = await _key.SignAsync(new InboundPost { Text = "Hello" }.ToContent(), TestStory.Start);
        var body = await signed.ReadAsByteArrayAsync();
        body[^10] ^= 1;
        using var changed = new ByteArrayContent(body);
        foreach (var (name, values) in signed.Headers) changed.Headers.TryAddWithoutValidation(name, values);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(story, Webhook, changed));
        await using var db = story.OpenDb();
        Assert.Empty(await db.InboundEmails.ToListAsync());
    }

    [Theory]
    [InlineData(-73)]
    [InlineData(73)]
    public async Task A_signature_of_another_time_is_refused(int hours)
    {
        await using var story = await StartSignedAsync();
        using var post = await _key.SignAsync(new InboundPost().ToContent(), TestStory.Start.AddHours(hours));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(story, Webhook, post));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    public async Task A_signature_that_is_none_is_refused(string signature)
    {
        await using var story = await StartSignedAsync();
        using var post = await _key.SignAsync(new InboundPost().ToContent(), TestStory.Start);
        post.Headers.Remove(WebhookAccess.SignatureHeader);
        post.Headers.TryAddWithoutValidation(WebhookAccess.SignatureHeader, signature);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(story, Webhook, post));
    }

    [Fact]
    public async Task Where_a_key_is_set_the_secret_is_not_enough()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Webhooks:InboundPublicKey"] = _key.Public,
            ["Webhooks:Secret"] = Secret,
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(story, new Uri($"{Webhook}/{Secret}", UriKind.Relative), new InboundPost().ToContent()));
    }

    [Theory]
    [InlineData("/api/v1/inbound/sendgrid", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/api/v1/inbound/sendgrid/0123456789abcdef0123456789abcdeg", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/api/v1/inbound/sendgrid/" + Secret, HttpStatusCode.OK)]
    public async Task Without_a_key_only_the_address_with_the_secret_takes_mail(string address, HttpStatusCode status)
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:Secret"] = Secret });

        Assert.Equal(status, await PostAsync(story, new Uri(address, UriKind.Relative), new InboundPost().ToContent()));
    }

    [Theory]
    [InlineData("Smtp", "", "", "Webhooks:InboundPublicKey or Webhooks:Secret is missing")]
    [InlineData("Smtp", "", "short", "Webhooks:Secret must be 20 or more")]
    [InlineData("Smtp", "bm8ga2V5", "", "Webhooks:InboundPublicKey is not an ECDSA P-256 public key")]
    public async Task A_host_that_sends_real_mail_refuses_to_start_with_an_open_door(string sender, string key, string secret, string reason)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Sender"] = sender,
            ["Smtp:Host"] = "localhost",
            ["Webhooks:InboundPublicKey"] = key,
            ["Webhooks:Secret"] = secret,
        };

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => TestStory.StartAsync(settings: settings));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signature", "")]
    [InlineData("secret", "/another-secret-of-20-letters")]
    public async Task A_post_that_is_not_let_in_is_kept_by_SendGrid_and_the_operator_learns_of_it_but_a_stranger_nothing(string reason, string secret)
    {
        using var measurements = new Measurements();
        using var other = new SendGridKey();
        await using var story = await TestStory.StartAsync(
            settings: new Dictionary<string, string?> { [secret.Length > 0 ? "Webhooks:Secret" : "Webhooks:InboundPublicKey"] = secret.Length > 0 ? Secret : _key.Public });
        using var post = await other.SignAsync(new InboundPost { From = "anna@example.org" }.ToContent(), TestStory.Start);

        using var response = await story.Http.PostAsync(new Uri($"{Webhook}{secret}", UriKind.Relative), post);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(reason, await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        var entry = Assert.Single(story.Logs.Entries);
        Assert.Equal($"Warning BalancePipeline.Api.Webhooks.InboundWebhook: A post of inbound mail was refused: its {reason} is wrong", entry);
        Assert.Contains($"balance.replies.refused reason={reason}", measurements.All);
    }

    [Fact]
    public async Task A_signed_post_that_comes_again_counts_once_for_as_long_as_its_signature_holds()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?>
        {
            ["Webhooks:InboundPublicKey"] = _key.Public,
            ["Retention:RawMailDays"] = "3",
        });
        await using var _ = story;
        var answer = InboundPost.Answer(prompt, "anna@example.org", "We shipped it.");
        using var first = await _key.SignAsync(answer.ToContent(), story.Clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, await PostAsync(story, Webhook, first));
        for (var day = 0; day < 3; day++) await story.AdvanceAsync(TimeSpan.FromDays(1));

        using var again = new ByteArrayContent(await first.ReadAsByteArrayAsync());
        foreach (var (name, values) in first.Headers) again.Headers.TryAddWithoutValidation(name, values);
        using var response = await story.Http.PostAsync(Webhook, again);

        Assert.Contains("\"Duplicate\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = story.OpenDb();
        Assert.Single(await db.Replies.ToListAsync());
    }

    [Fact]
    public async Task Events_are_taken_by_a_key_of_their_own()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:EventsPublicKey"] = _key.Public });
        var events = new Uri("/api/v1/events/sendgrid", UriKind.Relative);
        static StringContent Body() => new("[]", Encoding.UTF8, "application/json");
        using var signed = await _key.SignAsync(Body(), TestStory.Start);
        using var late = await _key.SignAsync(Body(), TestStory.Start.AddHours(-73));

        Assert.Equal(HttpStatusCode.OK, await PostAsync(story, events, signed));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, events, late));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, events, Body()));
    }

    public void Dispose() => _key.Dispose();

    private Task<TestStory> StartSignedAsync() =>
        TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:InboundPublicKey"] = _key.Public });

    private static async Task<HttpStatusCode> PostAsync(TestStory story, Uri address, HttpContent content)
    {
        using var response = await story.Http.PostAsync(address, content);
        return response.StatusCode;
    }
}
