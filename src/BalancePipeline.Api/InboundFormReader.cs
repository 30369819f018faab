using BalancePipeline.Replies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BalancePipeline.Api;

/// <summary>Reads the form of an inbound mail as a stream: attachments pass by without being kept.</summary>
internal static class InboundFormReader
{
    // SendGrid refuses mails above 30 MB; the text of one never comes near this.
    private const int MaximumFieldBytes = 4 * 1024 * 1024;

    /// <summary>The form, or null when the body is no multipart form or holds no mail.</summary>
    internal static async Task<InboundForm?> ReadAsync(string? contentType, Stream body, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            return null;

        var fields = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new MultipartReader(boundary, body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition || disposition.IsFileDisposition()) continue;
                if (HeaderUtilities.RemoveQuotes(disposition.Name).Value is { Length: > 0 } name)
                    fields[name] = await ReadFieldAsync(section.Body, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return null;
        }

        return fields.ContainsKey("headers") || fields.ContainsKey("from") || fields.ContainsKey("email") ? new InboundForm(fields) : null;
    }

    private static async Task<byte[]> ReadFieldAsync(Stream field, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await field.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            await kept.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, MaximumFieldBytes - kept.Length)), cancellationToken);
        }

        return kept.ToArray();
    }
}
