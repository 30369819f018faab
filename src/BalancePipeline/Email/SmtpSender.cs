using System.Net.Sockets;
using BalancePipeline.Replies.Kinds;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>Sends by SMTP, one connection a mail.</summary>
public sealed class SmtpSender(IOptions<SmtpOptions> smtp, IOptions<MailOptions> mail, TimeProvider clock) : IEmailSender
{
    private static readonly TimeSpan UntilTaken = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    /// <exception cref="IOException">
    /// The connection broke off, or the server didn't answer in time or in words of SMTP, while it was given the mail. Whether it took the
    /// mail is not known, so it must not be sent again.
    /// </exception>
    public async Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        using var message = OutgoingMime.Compose(email, mail.Value, clock.GetUtcNow());
        using var client = new SmtpClient { Timeout = smtp.Value.TimeoutSeconds * 1000 };
        try
        {
            await client.ConnectAsync(smtp.Value.Host, smtp.Value.Port, Security(smtp.Value.Security), cancellationToken);
            if (smtp.Value.User.Length > 0) await client.AuthenticateAsync(smtp.Value.User, smtp.Value.Password, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException or CommandException or ProtocolException
            or AuthenticationException or SslHandshakeException or TimeoutException or NotSupportedException or ServiceNotConnectedException)
        {
            return Unusable(exception);
        }

        try
        {
            await client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException exception)
        {
            return Refusal(exception);
        }
        catch (Exception exception) when (exception is ServiceNotAuthenticatedException or ServiceNotConnectedException or NotSupportedException)
        {
            return Unusable(exception);
        }
        catch (Exception exception) when (exception is SocketException or ProtocolException or TimeoutException)
        {
            throw new IOException("The mail server did not say whether it took the mail.", exception);
        }

        await QuitAsync(client, cancellationToken);
        return new SendResult.Sent(null);
    }

    private static SendResult.Transient Unusable(Exception exception) => new($"The mail server can't be used ({exception.GetType().Name}).");

    // The server's own words hold the address; its codes say enough.
    private static SendResult Refusal(SmtpCommandException exception)
    {
        var code = (int)exception.StatusCode;
        var status = StatusCode.Find(exception.Message);
        return (code, exception.ErrorCode) switch
        {
            // The account's limit of the day, as Gmail names it: the same mail is taken tomorrow.
            ( >= 500, _) when status == "5.4.5" => new SendResult.Transient($"The mail server takes no more mail of this account today (SMTP {code}, {status}).", UntilTaken),

            // By policy: the relay refuses this sender, which is the operator's to mend.
            ( >= 500, SmtpErrorCode.RecipientNotAccepted) when status?.StartsWith("5.7.", StringComparison.Ordinal) == true =>
                new SendResult.Transient($"The mail server would not take the mail for the recipient (SMTP {code}, {status})."),
            ( >= 500, SmtpErrorCode.RecipientNotAccepted) =>
                new SendResult.Permanent($"The mail server refused the recipient's address (SMTP {code}).", StatusCode.IsHard(status, code)),
            ( >= 500, SmtpErrorCode.MessageNotAccepted or SmtpErrorCode.UnexpectedStatusCode) => new SendResult.Permanent($"The mail server refused the mail (SMTP {code})."),
            _ => new SendResult.Transient($"The mail server would not take the mail now (SMTP {code})."),
        };
    }

    // The mail is taken by then; whatever happens to the goodbye must not send it again.
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ProtocolException)
        {
        }
    }

    private static SecureSocketOptions Security(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
