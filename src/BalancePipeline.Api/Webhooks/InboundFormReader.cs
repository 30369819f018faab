using System.Globalization;
using System.Text;
using BalancePipeline.Replies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BalancePipeline.Api.Webhooks;

/// <summary>Reads the form of an inbound mail as a stream: attachments pass by and are counted, a raw message is reduced to what is read of it.</summary>
internal static class InboundFormReader
{
    // The fields are texts; one that is larger is cut, and the mail then counts as too large.
    private const int MaximumKeptBytes = RawEmail.MaximumKeptBytes;
    private const int MaximumParts = 1000;

    /// <summary>The form, or null when the body is no multipart form or holds no mail.</summary>
    /// <param name="contentType">The type with its boundary.</param>
    /// <param name="body">The body.</param>
    /// <param name="truncated">True when the body is known to end in the middle; what was read until then is taken.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async Task<InboundForm?> ReadAsync(string? contentType, Stream body, bool truncated, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            return null;

        var form = new Fields { TooLarge = truncated };
        try
        {
            var reader = new MultipartReader(boundary, body);
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
            {
                if (parts == MaximumParts) return null;
                await form.TakeAsync(section, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            if (!truncated) return null;
        }

        return form.ToForm();
    }

    private sealed class Fields
    {
        private readonly Dictionary<string, byte[]> _fields = new(StringComparer.OrdinalIgnoreCase);
        private int _files;
        private long _left = MaximumKeptBytes;

        internal bool TooLarge { get; set; }

        internal async Task TakeAsync(MultipartSection section, CancellationToken cancellationToken)
        {
            if (section.GetContentDispositionHeader() is not { } disposition) return;
            if (HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name) return;
            if (name.Equals("email", StringComparison.OrdinalIgnoreCase)) await TakeRawAsync(section.Body, cancellationToken);
            else if (disposition.IsFileDisposition()) _files++;
            else _fields[name] = await ReadAsync(section.Body, cancellationToken);
        }

        internal InboundForm? ToForm()
        {
            if (!_fields.ContainsKey("headers") && !_fields.ContainsKey("from") && !_fields.ContainsKey("email")) return null;
            if (TooLarge) _fields[InboundForm.TooLargeField] = "1"u8.ToArray();
            if (_files > 0) _fields[InboundForm.AttachmentsField] = Encoding.ASCII.GetBytes(_files.ToString(CultureInfo.InvariantCulture));
            return new InboundForm(_fields);
        }

        private async Task TakeRawAsync(Stream message, CancellationToken cancellationToken)
        {
            var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            await using var kept = new FileStream(
                file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await message.CopyToAsync(kept, cancellationToken);
            kept.Position = 0;
            foreach (var (name, bytes) in await RawEmail.ReduceAsync(kept, cancellationToken)) _fields[name] = bytes;
        }

        private async Task<byte[]> ReadAsync(Stream field, CancellationToken cancellationToken)
        {
            using var kept = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (await field.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                var taken = (int)Math.Min(read, _left);
                await kept.WriteAsync(buffer.AsMemory(0, taken), cancellationToken);
                _left -= taken;
                if (taken < read) TooLarge = true;
            }

            return kept.ToArray();
        }
    }
}
