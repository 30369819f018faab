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
    public async Task A_signed_post_is_taken()
    {
        await using var story = await StartSignedAsync();
        using var post = await _key.SignAsync(new InboundPost().ToContent(), TestStory.Start.AddMinutes(-9));

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

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, Webhook, changed));
        await using var db = story.OpenDb();
        Assert.Empty(await db.InboundEmails.ToListAsync());
    }

    [Theory]
    [InlineData(-11)]
    [InlineData(11)]
    public async Task A_signature_of_another_time_is_refused(int minutes)
    {
        await using var story = await StartSignedAsync();
        using var post = await _key.SignAsync(new InboundPost().ToContent(), TestStory.Start.AddMinutes(minutes));

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, Webhook, post));
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

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, Webhook, post));
    }

    [Fact]
    public async Task Where_a_key_is_set_the_secret_is_not_enough()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Webhooks:InboundPublicKey"] = _key.Public,
            ["Webhooks:Secret"] = Secret,
        });

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, new Uri($"{Webhook}/{Secret}", UriKind.Relative), new InboundPost().ToContent()));
    }

    [Theory]
    [InlineData("/api/v1/inbound/sendgrid", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/inbound/sendgrid/0123456789abcdef0123456789abcdeg", HttpStatusCode.NotFound)]
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

    [Fact]
    public async Task Events_are_taken_by_a_key_of_their_own()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:EventsPublicKey"] = _key.Public });
        var events = new Uri("/api/v1/events/sendgrid", UriKind.Relative);
        static StringContent Body() => new("[]", Encoding.UTF8, "application/json");
        using var signed = await _key.SignAsync(Body(), TestStory.Start);
        using var late = await _key.SignAsync(Body(), TestStory.Start.AddMinutes(-11));

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
