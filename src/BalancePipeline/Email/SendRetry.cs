using BalancePipeline.Queues;

namespace BalancePipeline.Email;

/// <summary>What becomes of the queue message of a mail that can't be sent now.</summary>
public sealed class SendRetry(IMessageQueue queue)
{
    /// <summary>
    /// Where the mail system says how long to wait, the message goes back into its queue for that long, and none of its tries is used
    /// up. Else the queue tries again at its own pace.
    /// </summary>
    /// <exception cref="TransientSendException">The mail system doesn't say how long.</exception>
    public async Task AgainAsync(string name, string message, SendResult? result, CancellationToken cancellationToken = default)
    {
        if (result is not SendResult.Transient transient) return;
        if (transient.RetryAfter is not { } wait) throw new TransientSendException(transient.Reason);
        await queue.SendAsync(name, message, wait, cancellationToken);
    }
}
