using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Api.Webhooks;

/// <summary>
/// Lets in posts that prove where they come from: by SendGrid's signature over timestamp and raw body, else by the secret in their
/// address, else, where that is allowed, by coming from the machine itself.
/// </summary>
public sealed class WebhookAccess(IOptions<WebhookOptions> options, TimeProvider clock)
{
    /// <summary>The header of the signature, in base64 of its DER form.</summary>
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";

    /// <summary>The header of the moment it was signed, in seconds since 1970.</summary>
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>Reads the body of an inbound mail.</summary>
    internal Task<WebhookPost> ReadMailAsync(HttpRequest request, string? secret, CancellationToken cancellationToken) =>
        ReadAsync(request, options.Value.InboundPublicKey, secret, options.Value.MaximumMegabytes * 1024L * 1024, cancellationToken);

    /// <summary>Reads the body of a list of events. SendGrid sends less than one megabyte at once.</summary>
    internal Task<WebhookPost> ReadEventsAsync(HttpRequest request, string? secret, CancellationToken cancellationToken) =>
        ReadAsync(request, options.Value.EventsPublicKey, secret, 8 * 1024 * 1024, cancellationToken);

    private async Task<WebhookPost> ReadAsync(HttpRequest request, string publicKey, string? secret, long limit, CancellationToken cancellationToken)
    {
        // Servers refuse large bodies by themselves, and then nobody would learn of the mail.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;

        var signed = publicKey.Length > 0;
        if (!signed && !IsKnown(request.HttpContext, secret)) return Refused("secret", Problems.NotFound());

        var timestamp = request.Headers[TimestampHeader].ToString();
        if (signed && !IsFresh(timestamp))
        {
            return Refused("timestamp", Problems.Forbidden(
                $"Send the header {TimestampHeader} with the seconds since 1970, at most {options.Value.ReplayMinutes} minutes off."));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        var body = await WebhookBody.ReadAsync(request.Body, limit, hash, cancellationToken);
        if (!signed || IsSignature(publicKey, hash.GetHashAndReset(), request.Headers[SignatureHeader].ToString())) return new WebhookPost(null, body);

        await body.DisposeAsync();
        return Refused("signature", Problems.Forbidden($"The header {SignatureHeader} does not sign this body with the key that is set here."));
    }

    private bool IsKnown(HttpContext context, string? secret)
    {
        if (options.Value.Secret.Length > 0)
            return secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(options.Value.Secret));

        // TestServer and the like have no remote address; what comes over a wire always has one.
        return options.Value.AllowUnsigned && (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));
    }

    private bool IsFresh(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= options.Value.ReplayMinutes * 60;

    private static bool IsSignature(string publicKey, byte[] hash, string signature)
    {
        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var written)) return false;
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return ecdsa.VerifyHash(hash, bytes.AsSpan(0, written), DSASignatureFormat.Rfc3279DerSequence);
    }

    private static WebhookPost Refused(string reason, IResult answer) => new(new WebhookRefusal(reason, answer), null);
}

/// <summary>What became of reading a post.</summary>
/// <param name="Refusal">Why it is not let in, or null.</param>
/// <param name="Body">The body, to be disposed of; null for a refusal.</param>
internal sealed record WebhookPost(WebhookRefusal? Refusal, WebhookBody? Body);

/// <summary>Why a post is not let in.</summary>
/// <param name="Reason">What of it was wrong: <c>secret</c>, <c>timestamp</c> or <c>signature</c>.</param>
/// <param name="Answer">What its sender is told.</param>
internal sealed record WebhookRefusal(string Reason, IResult Answer);
