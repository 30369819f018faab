using System.Globalization;
using System.Text;
using MimeKit;
using MimeKit.IO;

namespace BalancePipeline.Replies;

/// <summary>Reduces a whole MIME message to what is read of it: headers, texts and delivery reports; attachments are counted and emptied.</summary>
public static class RawEmail
{
    /// <summary>Bytes that are kept of the texts of one mail.</summary>
    public const int MaximumKeptBytes = 4 * 1024 * 1024;

    /// <summary>Reads a message from a stream that can seek, without taking its attachments into memory.</summary>
    /// <returns>
    /// The fields of a form for it; its first bytes as they are where they are no message, or one of so many parts and fields, or of so much
    /// before and between its parts, that it can't be taken into memory. What was cut counts as too large.
    /// </returns>
    public static async Task<Dictionary<string, byte[]>> ReduceAsync(Stream message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var parsed = MimePieces.Measure(message, cancellationToken);
        if (parsed < message.Length) return await FirstAsync(message, parsed, cancellationToken);
        using var reduced = new MemoryStream();
        try
        {
            using var mail = await MimeMessage.LoadAsync(message, persistent: true, cancellationToken);
            var (attachments, cut) = Empty(mail);
            await mail.WriteToAsync(reduced, cancellationToken);
            if (reduced.Length > 2L * MaximumKeptBytes) return await FirstAsync(message, message.Length, cancellationToken);
            var fields = new Dictionary<string, byte[]>
            {
                ["email"] = reduced.ToArray(),
                [InboundForm.AttachmentsField] = Encoding.ASCII.GetBytes(attachments.ToString(CultureInfo.InvariantCulture)),
            };
            if (cut) fields[InboundForm.TooLargeField] = "1"u8.ToArray();
            return fields;
        }
        catch (FormatException)
        {
            return await FirstAsync(message, message.Length, cancellationToken);
        }
    }

    private static async Task<Dictionary<string, byte[]>> FirstAsync(Stream message, long most, CancellationToken cancellationToken)
    {
        message.Position = 0;
        var bytes = new byte[Math.Min(most, MaximumKeptBytes)];
        await message.ReadExactlyAsync(bytes, cancellationToken);
        var fields = new Dictionary<string, byte[]> { ["email"] = bytes };
        if (bytes.Length < message.Length) fields[InboundForm.TooLargeField] = "1"u8.ToArray();
        return fields;
    }

    private static (int Attachments, bool Cut) Empty(MimeMessage mail)
    {
        var attachments = 0;
        var cut = false;
        var left = (long)MaximumKeptBytes;
        foreach (var part in mail.BodyParts.ToList())
        {
            var size = Size(part);
            if (IsRead(part) && size <= left)
            {
                left -= size;
                continue;
            }

            if (IsRead(part)) cut = true;
            else attachments++;
            if (part is MimePart { Content: not null } body) body.Content = new MimeContent(Stream.Null);
            else if (part is MessagePart attached) attached.Message = new MimeMessage();
        }

        return (attachments, cut);
    }

    private static bool IsRead(MimeEntity part) =>
        !part.IsAttachment && part is TextPart or MessageDeliveryStatus or { ContentType.MimeType: "text/rfc822-headers" };

    private static long Size(MimeEntity part)
    {
        using var measure = new MeasuringStream();
        part.WriteTo(measure);
        return measure.Length;
    }
}
