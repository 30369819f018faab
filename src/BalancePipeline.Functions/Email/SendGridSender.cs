using System.Globalization;
using System.Net;
using BalancePipeline.Email;
using Microsoft.Extensions.Options;
using SendGrid;

namespace BalancePipeline.Functions.Email;

/// <summary>Sends by SendGrid's v3 API, one request for each mail.</summary>
public sealed class SendGridSender(ISendGridClient client, IOptions<SendGridOptions> sendGrid, IOptions<MailOptions> mail, TimeProvider clock) : IEmailSender
{
    private const string AskedToWait = "SendGrid asked to wait (429).";

    // What is wrong with the account (key, credits, sender) is the operator's to mend, and every mail of the day would meet it.
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(15);

    // What lies with SendGrid is mended by others, and lasts longer than the few tries that a queue gives.
    private static readonly TimeSpan UntilBack = TimeSpan.FromMinutes(5);

    private long _pausedUntil;

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">
    /// SendGrid didn't answer in time. Whether it took the mail is not known, so it must not be sent again.
    /// </exception>
    public async Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        if (Pause() is { } wait) return new SendResult.Transient(AskedToWait, wait);
        try
        {
            var response = await client.SendEmailAsync(SendGridMail.Of(email, mail.Value, sendGrid.Value.Sandbox), cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new SendResult.Transient($"SendGrid could not be reached ({exception.HttpRequestError}).", UntilBack);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("SendGrid did not answer in time; whether it took the mail is not known.", exception);
        }
    }

    private async Task<SendResult> ReadAsync(Response response, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Accepted or HttpStatusCode.OK:
                return new SendResult.Sent(Header(response, "X-Message-Id"));
            case HttpStatusCode.TooManyRequests:
                var wait = WaitAskedFor(response);
                Interlocked.Exchange(ref _pausedUntil, (clock.GetUtcNow() + wait).UtcTicks);
                return new SendResult.Transient(AskedToWait, wait);
            case >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout:
                return new SendResult.Transient($"SendGrid failed ({(int)response.StatusCode}).", UntilBack);
            default:
                var refusal = SendGridRefusal.Read(await response.Body.ReadAsStringAsync(cancellationToken));
                var reason = $"SendGrid refused the mail ({(int)response.StatusCode}): {refusal.Reason}";
                return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge && !refusal.SenderFails
                    ? new SendResult.Permanent(reason, refusal.AddressFails)
                    : new SendResult.Transient(reason, UntilMended);
        }
    }

    /// <summary>How long SendGrid asked this process to wait; null once sending may go on.</summary>
    private TimeSpan? Pause()
    {
        var wait = new DateTimeOffset(Interlocked.Read(ref _pausedUntil), TimeSpan.Zero) - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>The time until the rate limit is reset, which SendGrid gives in seconds since 1970; never more than an hour.</summary>
    private TimeSpan WaitAskedFor(Response response)
    {
        _ = long.TryParse(Header(response, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset);
        return TimeSpan.FromSeconds(Math.Clamp(reset - clock.GetUtcNow().ToUnixTimeSeconds(), 1, 3600));
    }

    private static string? Header(Response response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
