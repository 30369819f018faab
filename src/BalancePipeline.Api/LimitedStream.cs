using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>A body of unknown length that may not become too large.</summary>
internal sealed class LimitedStream(Stream body, long maximum) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>What is thrown when a roster is larger than the maximum, and answered with 413.</summary>
    internal static BadHttpRequestException TooLarge(long maximum) =>
        new($"A roster may have {maximum} bytes; import larger ones with 'balance roster import'.", StatusCodes.Status413PayloadTooLarge);

    /// <exception cref="BadHttpRequestException">The body is larger than the maximum.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        _read += count;
        return _read <= maximum ? count : throw TooLarge(maximum);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
