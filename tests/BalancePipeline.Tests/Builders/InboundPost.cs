using System.Text;
using System.Text.Json;
using MimeKit;

namespace BalancePipeline.Tests.Builders;

/// <summary>What SendGrid's Inbound Parse would post for a mail.</summary>
public sealed record InboundPost
{
    private static int _count;

    public string From { get; init; } = "nobody@example.org";

    public string To { get; init; } = "somebody@reply.test.example";

    public string Subject { get; init; } = "Re: a question";

    public string Text { get; init; } = "";

    public string? Html { get; init; }

    public string MessageId { get; init; } = $"<mail-{Interlocked.Increment(ref _count)}@client.example>";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Further fields of the form, e.g. <c>spam_score</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Sizes in bytes of attachments.</summary>
    public IReadOnlyList<int> Attachments { get; init; } = [];

    /// <summary>An answer above the quoted prompt, as a mail client writes it.</summary>
    public static InboundPost Answer(MimeMessage prompt, string from, string text)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var quoted = string.Join('\n', prompt.TextBody!.TrimEnd().Split('\n').Select(line => "> " + line.TrimEnd('\r')));
        return new InboundPost
        {
            From = from,
            To = prompt.ReplyTo.Mailboxes.Single().Address,
            Subject = "Re: " + prompt.Subject,
            Text = $"{text}\n\nOn Mon, Mar 2, 2026 at 9:00 AM Balance <balance@example.org> wrote:\n{quoted}\n",
        };
    }

    public MultipartFormDataContent ToContent()
    {
        var headers = new StringBuilder($"Message-ID: {MessageId}\nFrom: {From}\nTo: {To}\nSubject: {Subject}\n");
        foreach (var (name, value) in Headers) headers.Append(name).Append(": ").Append(value).Append('\n');
        var content = new MultipartFormDataContent
        {
            { new StringContent(headers.ToString()), "headers" },
            { new StringContent(From), "from" },
            { new StringContent(To), "to" },
            { new StringContent(Subject), "subject" },
            { new StringContent(Text), "text" },
            { new StringContent(JsonSerializer.Serialize(new { to = new[] { To }, from = From })), "envelope" },
        };
        foreach (var (name, value) in Fields) content.Add(new StringContent(value), name);
        foreach (var (index, size) in Attachments.Index()) content.Add(new ByteArrayContent(new byte[size]), $"attachment{index + 1}", $"file{index + 1}.bin");
        if (Html is not null) content.Add(new StringContent(Html), "html");
        return content;
    }
}
