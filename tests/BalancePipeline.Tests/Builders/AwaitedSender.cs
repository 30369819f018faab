using System.Threading.Channels;
using BalancePipeline.Email;

namespace BalancePipeline.Tests.Builders;

/// <summary>Takes every mail, and lets a test wait for it.</summary>
public sealed class AwaitedSender : IEmailSender
{
    private readonly Channel<OutgoingEmail> _mails = Channel.CreateUnbounded<OutgoingEmail>();

    public ChannelReader<OutgoingEmail> Mails => _mails.Reader;

    public async Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        await _mails.Writer.WriteAsync(email, cancellationToken);
        return new SendResult.Sent(null);
    }
}
