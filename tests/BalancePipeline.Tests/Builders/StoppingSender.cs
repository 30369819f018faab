using BalancePipeline.Email;

namespace BalancePipeline.Tests.Builders;

/// <summary>Takes every mail that it may finish; the host begins to stop while it is at it.</summary>
public sealed class StoppingSender(CancellationTokenSource stop) : IEmailSender
{
    public async Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return new SendResult.Sent(null);
    }
}
