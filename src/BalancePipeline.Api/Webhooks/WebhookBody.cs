using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace BalancePipeline.Api.Webhooks;

/// <summary>The body of a post, kept in a file beyond its first kilobytes, so that it can be read again after its signature was checked.</summary>
internal sealed class WebhookBody : IAsyncDisposable
{
    private const int MemoryBytes = 64 * 1024;
    private readonly FileBufferingReadStream _kept;

    private WebhookBody(FileBufferingReadStream kept, bool truncated) => (_kept, Truncated) = (kept, truncated);

    /// <summary>The body from its beginning.</summary>
    internal Stream Content => _kept;

    /// <summary>True when the body was larger than is taken; the content then ends in the middle.</summary>
    internal bool Truncated { get; }

    /// <summary>Reads the whole body: what is within the limit is kept, all of it is hashed.</summary>
    /// <exception cref="BadHttpRequestException">The body is more than twice as large as is taken.</exception>
    internal static async Task<WebhookBody> ReadAsync(Stream body, long limit, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var kept = new FileBufferingReadStream(body, MemoryBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(MemoryBytes);
        try
        {
            var total = 0L;
            while (await (total <= limit ? kept : body).ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                total += read;
                if (total > 2 * limit) throw new BadHttpRequestException("The body is far too large.", StatusCodes.Status413PayloadTooLarge);
            }

            kept.Position = 0;
            return new WebhookBody(kept, total > limit);
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync() => _kept.DisposeAsync();
}
