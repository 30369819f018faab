using BalancePipeline.Email;

namespace BalancePipeline.Tests.Builders;

/// <summary>Never says what became of a mail, as when a connection breaks after the mail was handed over.</summary>
public sealed class SilentSender : IEmailSender
{
    public Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default) =>
        throw new TimeoutException("The mail system did not answer.");
}
