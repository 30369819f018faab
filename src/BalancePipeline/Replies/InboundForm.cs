using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit;
using MimeKit.Utils;

namespace BalancePipeline.Replies;

/// <summary>The form that SendGrid's Inbound Parse posts for a mail, without attachments. Fields stay bytes: each has a charset of its own.</summary>
public sealed class InboundForm(IReadOnlyDictionary<string, byte[]> fields)
{
    /// <summary>The fields by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Fields => fields;

    /// <summary>A form of texts, in UTF-8.</summary>
    public static InboundForm Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(texts.ToDictionary(field => field.Key, field => Encoding.UTF8.GetBytes(field.Value)));

    /// <summary>Marks a form of which only a part was taken, since the mail was too large.</summary>
    public const string TooLargeField = "balance-too-large";

    /// <summary>The field in which attachments are counted.</summary>
    public const string AttachmentsField = "attachments";

    // A mail names some addresses and refers to some mails; one that names thousands is no answer.
    private const int MostAddresses = 100;

    /// <summary>True when only a part of the mail was taken.</summary>
    public bool TooLarge => fields.ContainsKey(TooLargeField);

    /// <summary>Attachments that came with the mail and were dropped.</summary>
    public int Attachments => int.TryParse(Text(AttachmentsField), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(count, 1000) : 0;

    /// <summary>The mail system's spam score; 0 when it gave none.</summary>
    public double SpamScore => double.TryParse(Text("spam_score"), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score) ? score : 0;

    /// <summary>The form as it is stored.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(fields);

    /// <summary>Reads a stored form.</summary>
    public static InboundForm FromBytes(byte[] stored) => new(JsonSerializer.Deserialize<Dictionary<string, byte[]>>(stored)!);

    /// <summary>The text of a field in the charset that the form names for it; null when there is no such field.</summary>
    public string? Text(string name) => fields.TryGetValue(name, out var bytes) ? Charset(name).GetString(bytes) : null;

    /// <summary>The same mail posted twice has the same key.</summary>
    public string DeduplicationKey(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return mail.Header("Message-ID")?.Trim() is { Length: > 0 and < 500 } messageId && !messageId.Any(char.IsControl)
            ? messageId
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(ToBytes()));
    }

    /// <summary>The mail as extraction reads it.</summary>
    public MailContent ToMail() => fields.TryGetValue("email", out var raw)
        ? MimeMail.Read(raw)
        : new MailContent { Text = Text("text"), Html = Text("html"), Headers = ReadHeaders() };

    /// <summary>The address the mail says it is from, in lower case; null when it names none.</summary>
    public string? Sender(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return Addresses(Text("from") ?? mail.Header("From")).FirstOrDefault();
    }

    /// <summary>
    /// Every address the mail went to, in lower case, those of the envelope first; then the Message-IDs that it refers to. Any of them
    /// may carry the token.
    /// </summary>
    public IEnumerable<string> Addressed(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return EnvelopeRecipients()
            .Concat(Addresses(Text("to") ?? mail.Header("To")))
            .Concat(Addresses(Text("cc") ?? mail.Header("Cc")))
            .Concat(Addresses(mail.Header("Delivered-To")))
            .Concat(MessageIds(mail.Header("In-Reply-To")))
            .Concat(MessageIds(mail.Header("References")).Reverse())
            .Distinct()
            .Take(MostAddresses);
    }

    private static IEnumerable<string> MessageIds(string? header) => header is null ? [] : MimeUtils.EnumerateReferences(header);

    private static IEnumerable<string> Addresses(string? list) => InternetAddressList.TryParse(list ?? "", out var addresses)
        ? addresses.Mailboxes.Select(mailbox => mailbox.Address.ToLowerInvariant()).Where(address => !address.Any(char.IsControl))
        : [];

    private List<string> EnvelopeRecipients()
    {
        try
        {
            using var envelope = JsonDocument.Parse(Text("envelope") ?? "{}");
            return envelope.RootElement.TryGetProperty("to", out var to)
                ? [.. to.EnumerateArray().Select(address => address.GetString()?.ToLowerInvariant() ?? "")]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private List<MailHeader> ReadHeaders()
    {
        if (!fields.TryGetValue("headers", out var bytes)) return [];
        try
        {
            using var block = new MemoryStream([.. bytes, .. "\r\n\r\n"u8]);
            block.SetLength(MimePieces.Measure(block));
            var headers = HeaderList.Load(block);
            return [.. headers.Select(header => new MailHeader(header.Field, header.Value))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private Encoding Charset(string name)
    {
        if (!fields.TryGetValue("charsets", out var json)) return Encoding.UTF8;
        try
        {
            using var charsets = JsonDocument.Parse(json);
            return charsets.RootElement.TryGetProperty(name, out var charset) ? Encoding.GetEncoding(charset.GetString()!) : Encoding.UTF8;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
