using System.Text;
using System.Text.Unicode;
using MimeKit;

namespace BalancePipeline.Replies;

/// <summary>Turns a whole MIME message into the parts that extraction reads.</summary>
public static class MimeMail
{
    private const int MostParts = 1000;
    private static readonly Encoding Windows1252 = Encoding.GetEncoding(1252);

    /// <summary>Reads a message (RFC 5322, RFC 2045). A broken message gives what can be read of it; never throws for any bytes.</summary>
    public static MailContent Read(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            var start = Array.FindIndex(message, octet => octet is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t'));
            if (start < 0) return new MailContent();
            using var whole = new MemoryStream(message, start, message.Length - start);
            whole.SetLength(MimePieces.Measure(whole));
            using var mail = MimeMessage.Load(whole);
            return Read(mail);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // A message that no reader understands still has a text to look at.
            return new MailContent { Text = Encoding.Latin1.GetString(message) };
        }
    }

    private static MailContent Read(MimeMessage mail)
    {
        string? status = null;
        List<string> texts = [], pages = [];
        foreach (var part in Parts(mail.Body))
        {
            if (part is MessageDeliveryStatus or { ContentType.MimeType: "message/delivery-status" }) status ??= Decode(part);
            else if (part is TextPart { IsHtml: true } page) Add(pages, page);
            else if (part is TextPart { IsPlain: true } body) Add(texts, body);
        }

        // Apple Mail begins a new part after each picture that stands between the words.
        var text = texts.Count > 0 ? string.Join('\n', texts) : null;
        var html = pages.Count > 0 ? string.Join("<br>", pages) : null;

        // A multipart whose boundary never comes holds its text before the first part.
        if (text is null && html is null && mail.Body is Multipart { Count: 0 } unbound) text = unbound.Preamble;
        return new MailContent
        {
            Text = text,
            Html = html,
            DeliveryStatus = status,
            Headers = [.. mail.Headers.Concat(mail.Body?.Headers ?? []).Select(header => new MailHeader(header.Field, header.Value ?? ""))],
        };
    }

    /// <summary>All parts in their order, attached messages left closed.</summary>
    private static IEnumerable<MimeEntity> Parts(MimeEntity? root)
    {
        var open = new Stack<MimeEntity>();
        if (root is not null) open.Push(root);
        for (var seen = 0; open.Count > 0 && seen < MostParts; seen++)
        {
            var part = open.Pop();
            yield return part;
            if (part is not Multipart parts) continue;
            for (var i = parts.Count - 1; i >= 0; i--) open.Push(parts[i]);
        }
    }

    /// <summary>Adds a part that is read where it stands; of those with a file name only the first, for clients that name their text.</summary>
    private static void Add(List<string> parts, TextPart part)
    {
        if (part.IsAttachment || (part.FileName is not null && parts.Count > 0)) return;
        var text = Decode(part);
        if (!string.IsNullOrWhiteSpace(text)) parts.Add(text);
    }

    /// <summary>
    /// By the charset it names; but text of 8 bits that claims one of 7 is UTF-8 whenever it can be, and ISO 8859-1 is read as Windows-1252
    /// (WHATWG Encoding, 4.2), whose dashes and quotes stand where the other has nothing to print.
    /// </summary>
    private static string Decode(TextPart body)
    {
        var charset = body.ContentType.Charset ?? "";
        if (body.Content is null) return body.Text;
        if (charset.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase)) return Windows1252.GetString(Octets(body.Content));
        if (!(charset.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))) return body.Text;
        var octets = Octets(body.Content);
        return Ascii.IsValid(octets) || !Utf8.IsValid(octets) ? body.Text : Encoding.UTF8.GetString(octets);
    }

    private static string Decode(MimeEntity part) => part is MimePart { Content: { } content } ? Encoding.UTF8.GetString(Octets(content)) : "";

    private static ReadOnlySpan<byte> Octets(IMimeContent content)
    {
        using var bytes = new MemoryStream();
        content.DecodeTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }
}
