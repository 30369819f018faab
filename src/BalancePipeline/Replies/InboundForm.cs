using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit;

namespace BalancePipeline.Replies;

/// <summary>The form that SendGrid's Inbound Parse posts for a mail, without attachments. Fields stay bytes: each has a charset of its own.</summary>
public sealed class InboundForm(IReadOnlyDictionary<string, byte[]> fields)
{
    static InboundForm() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The fields by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Fields => fields;

    /// <summary>A form of texts, in UTF-8.</summary>
    public static InboundForm Of(IEnumerable<KeyValuePair<string, string>> texts) =>
        new(texts.ToDictionary(field => field.Key, field => Encoding.UTF8.GetBytes(field.Value)));

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
        return mail.Header("Message-ID")?.Trim() is { Length: > 0 and < 500 } messageId
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

    /// <summary>Every address the mail went to, in lower case: those of the envelope first.</summary>
    public IEnumerable<string> Recipients(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return EnvelopeRecipients()
            .Concat(Addresses(Text("to") ?? mail.Header("To")))
            .Concat(Addresses(Text("cc") ?? mail.Header("Cc")))
            .Distinct();
    }

    private static IEnumerable<string> Addresses(string? list) => InternetAddressList.TryParse(list ?? "", out var addresses)
        ? addresses.Mailboxes.Select(mailbox => mailbox.Address.ToLowerInvariant())
        : [];

    private List<string> EnvelopeRecipients()
    {
        try
        {
            using var envelope = JsonDocument.Parse(Text("envelope") ?? "{}");
            return envelope.RootElement.TryGetProperty("to", out var to)
                ? [.. to.EnumerateArray().Select(address => address.GetString()!.ToLowerInvariant())]
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
            var headers = HeaderList.Load(new MemoryStream([.. bytes, .. "\r\n\r\n"u8]));
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
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return Encoding.UTF8;
        }
    }
}
