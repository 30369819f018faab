using System.Text.Json;
using BalancePipeline.Api.Webhooks;
using BalancePipeline.Replies;
using MimeKit;

namespace BalancePipeline.Api;

/// <summary>Answers a mail of ours as a person's mail program and SendGrid's Inbound Parse would: by a multipart post.</summary>
public static class ReplyPost
{
    /// <summary>The post for an answer above the quoted mail.</summary>
    /// <param name="mail">The mail that is answered.</param>
    /// <param name="text">What its recipient writes.</param>
    /// <param name="now">When they write it.</param>
    /// <param name="headers">Further header fields, such as those of an automatic answer.</param>
    public static MultipartFormDataContent Answer(MimeMessage mail, string text, DateTimeOffset now, params IEnumerable<string> headers)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var from = mail.To.Mailboxes.First().Address;
        var to = mail.ReplyTo.Mailboxes.First().Address;
        var quoted = string.Join('\n', (mail.TextBody ?? "").TrimEnd().Split('\n').Select(line => "> " + line.TrimEnd('\r')));
        string[] fields =
        [
            $"Message-ID: <{Guid.CreateVersion7(now):N}@mailbox.example>",
            $"Date: {now:R}",
            $"In-Reply-To: <{mail.MessageId}>",
            $"References: <{mail.MessageId}>",
            $"From: {from}",
            $"To: {to}",
            $"Subject: Re: {mail.Subject}",
            .. headers,
        ];
        return new MultipartFormDataContent
        {
            { new StringContent(string.Join('\n', fields)), "headers" },
            { new StringContent($"{text}\n\nOn {mail.Date:ddd, d MMM yyyy} at {mail.Date:HH:mm}, {mail.From} wrote:\n{quoted}\n"), "text" },
            { new StringContent(from), "from" },
            { new StringContent(to), "to" },
            { new StringContent($"Re: {mail.Subject}"), "subject" },
            { new StringContent(JsonSerializer.Serialize(new { to = new[] { to }, from })), "envelope" },
            { new StringContent("""{"text":"utf-8","from":"utf-8","to":"utf-8","subject":"utf-8"}"""), "charsets" },
        };
    }

    /// <summary>Reads a post as the webhook does.</summary>
    public static async Task<InboundForm> ReadAsync(MultipartFormDataContent post, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(post);
        await using var body = await post.ReadAsStreamAsync(cancellationToken);
        return (await InboundFormReader.ReadAsync(post.Headers.ContentType!.ToString(), body, truncated: false, cancellationToken))!;
    }
}
