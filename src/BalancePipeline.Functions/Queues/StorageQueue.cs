using System.Collections.Concurrent;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using BalancePipeline.Queues;
using PeekedMessage = BalancePipeline.Queues.PeekedMessage;

namespace BalancePipeline.Functions.Queues;

/// <summary>Azure Storage Queues, with a claim check for what is too large for a message in base64.</summary>
public sealed class StorageQueue(QueueServiceClient account, Claims claims) : IMessageQueue
{
    // What somebody wrote to us must not fall out of a queue because nobody looked for a week, which is Azure's default.
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    // The longest that Azure hides a message; a sender with a small pace and many people may ask for more.
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, QueueClient> _queues = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task SendAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellationToken = default)
    {
        if (Encoding.UTF8.GetByteCount(body) is var bytes && bytes > QueueLimits.MaximumBytes)
            throw new ArgumentException($"A message may have {QueueLimits.MaximumBytes} bytes; this one has {bytes}.", nameof(body));

        var message = await claims.LeaveAsync(body, cancellationToken);
        await Client(queue).SendMessageAsync(Encoded(message), delay < LongestDelay ? delay : LongestDelay, NeverExpires, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queue, int maximum, TimeSpan visibility, CancellationToken cancellationToken = default)
    {
        var messages = (await Client(queue).ReceiveMessagesAsync(maximum, visibility, cancellationToken)).Value;
        var received = new List<ReceivedMessage>(messages.Length);
        foreach (var message in messages)
        {
            var text = Decoded(message.Body);
            if (await claims.RedeemAsync(text, cancellationToken) is not { } body)
            {
                await Client(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                continue;
            }

            received.Add(new ReceivedMessage(queue, message.MessageId, message.PopReceipt, body, (int)message.DequeueCount, message.InsertedOn!.Value)
            {
                Claim = text == body ? null : text,
            });
        }

        return received;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken = default)
    {
        var deleted = await HoldsAsync(() => Client(message.Queue).DeleteMessageAsync(message.Id, message.PopReceipt, cancellationToken));
        if (deleted && message.Claim is { } claim) await claims.DropAsync(claim, cancellationToken);
        return deleted;
    }

    /// <inheritdoc/>
    public Task<bool> HideAsync(ReceivedMessage message, TimeSpan visibility, CancellationToken cancellationToken = default) =>
        HoldsAsync(() => Client(message.Queue).UpdateMessageAsync(
            message.Id, message.PopReceipt, visibilityTimeout: visibility, cancellationToken: cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PeekedMessage>> PeekAsync(
        string queue, int maximum, CancellationToken cancellationToken = default)
    {
        var messages = (await Client(queue).PeekMessagesAsync(Math.Min(maximum, QueueLimits.MaximumBatch), cancellationToken)).Value;
        var peeked = new List<PeekedMessage>(messages.Length);
        foreach (var message in messages)
        {
            var text = Decoded(message.Body);
            var body = await claims.RedeemAsync(text, cancellationToken) ?? text;
            peeked.Add(new PeekedMessage(message.MessageId, body, (int)message.DequeueCount, message.InsertedOn!.Value));
        }

        return peeked;
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken = default)
    {
        QueueProperties properties = await Client(queue).GetPropertiesAsync(cancellationToken);
        return properties.ApproximateMessagesCount;
    }

    private static async Task<bool> HoldsAsync<T>(Func<Task<T>> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RequestFailedException exception) when (
            exception.ErrorCode == QueueErrorCode.MessageNotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            return false;
        }
    }

    // As host.json's messageEncoding says.
    private static string Encoded(string message) => Convert.ToBase64String(Encoding.UTF8.GetBytes(message));

    // The client could decode too, but then one message that somebody left unencoded would hold up all that are received with it.
    private static string Decoded(BinaryData body)
    {
        var text = body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }

    private QueueClient Client(string queue) => _queues.GetOrAdd(queue, account.GetQueueClient);
}
