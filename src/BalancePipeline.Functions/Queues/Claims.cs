using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Functions.Queues;

/// <summary>
/// The claim check of the queues: what is too large for a message waits in a blob, and the message carries the reference to it.
/// </summary>
public sealed partial class Claims(BlobServiceClient account, TimeProvider clock, ILogger<Claims> logger)
{
    /// <summary>The container; a rule of the infrastructure removes what nobody came for.</summary>
    public const string Container = "claims";

    /// <summary>Bytes of a message in UTF-8 that become 64 KiB in base64.</summary>
    public const int LargestMessage = 48 * 1024;

    private const string Reference = "claim:";

    private readonly BlobContainerClient _container = account.GetBlobContainerClient(Container);

    /// <summary>Stores a body that is too large.</summary>
    /// <returns>What goes into the queue: the body itself, or a reference to it.</returns>
    public async Task<string> LeaveAsync(string body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);

        // What looks like a reference and is none would be lost when it is received.
        if (Encoding.UTF8.GetByteCount(body) <= LargestMessage && NameIn(body) is null) return body;
        var name = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        await _container.UploadBlobAsync(name, BinaryData.FromString(body), cancellationToken);
        return Reference + name;
    }

    /// <summary>Fetches the body that a message refers to.</summary>
    /// <returns>The message itself when it is no reference; null when somebody was done with it already.</returns>
    public async Task<string?> RedeemAsync(string message, CancellationToken cancellationToken = default)
    {
        if (NameIn(message) is not { } name) return message;
        try
        {
            return (await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content.ToString();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            LogGone(logger, name);
            return null;
        }
    }

    /// <summary>Removes the body that a message refers to; does nothing for any other message.</summary>
    public async Task DropAsync(string message, CancellationToken cancellationToken = default)
    {
        if (NameIn(message) is { } name) await _container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Handles a message with its body, then removes the body. When it is handled again, because the host didn't live to delete the
    /// message, its body is gone and nothing is left to do.
    /// </summary>
    public async Task HandleAsync(string message, Func<string, Task> handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (await RedeemAsync(message, cancellationToken) is not { } body) return;
        await handle(body);
        await DropAsync(message, cancellationToken);
    }

    private static string? NameIn(string message) =>
        message.StartsWith(Reference, StringComparison.Ordinal) ? message[Reference.Length..] : null;

    [LoggerMessage(LogLevel.Warning, "The claim {Claim} is gone: its message was handled before")]
    private static partial void LogGone(ILogger logger, string claim);
}
