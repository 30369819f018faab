using System.Text;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Api;

[Collection(Alone.Name)]
public sealed class LargeMailTests
{
    private const string Anna = "anna@example.org";
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task A_mail_of_28_megabytes_is_taken_without_keeping_it_in_memory()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var post = InboundPost.Answer(prompt, Anna, "See the plans.") with { Attachments = [14 * Megabyte, 14 * Megabyte] };
        using var parsed = post.ToContent();
        using var streamed = new StreamContent(await SpoolAsync(parsed));
        streamed.Headers.ContentType = parsed.Headers.ContentType;

        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var response = await story.Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), streamed);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        response.EnsureSuccessStatusCode();
        await using var db = story.OpenDb();
        Assert.Equal(2, (await db.Replies.SingleAsync()).Attachments);
        Assert.True((await db.InboundEmails.SingleAsync()).Form.Length < 64 * 1024);
        Assert.True(allocated < 12 * Megabyte, $"{allocated / Megabyte} MB were allocated");
    }

    [Fact]
    public async Task Of_very_many_header_fields_only_the_first_are_parsed()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var post = InboundPost.Answer(prompt, Anna, "We shipped it.") with { Headers = Enumerable.Range(0, 300_000).ToDictionary(number => $"x{number}", _ => "") };

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var answer = await story.PostAsync(post);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.True(answer.GetProperty("accepted").GetBoolean());
        Assert.True(allocated < 64 * Megabyte, $"{allocated / Megabyte} MB were allocated");
    }

    [Fact]
    public async Task A_mail_above_the_limit_is_kept_as_far_as_it_was_read_rejected_by_name_and_answered()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Webhooks:MaximumMegabytes"] = "1" });
        await using var _ = story;
        var post = InboundPost.Answer(prompt, Anna, "See the plans.") with { Attachments = [Megabyte, Megabyte / 2] };

        var answer = await story.PostAsync(post);
        await story.RunDueAsync();

        Assert.Equal("TooLarge", answer.GetProperty("rejection").GetString());
        Assert.Equal("That mail was too large", (await story.NewestMailToAsync(Anna))!.Subject);
        await using var db = story.OpenDb();
        Assert.Equal(ReplyRejection.TooLarge, (await db.InboundEmails.SingleAsync()).Rejection);
    }

    [Fact]
    public async Task A_post_of_more_than_twice_the_limit_is_refused()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Webhooks:MaximumMegabytes"] = "1" });
        using var content = (new InboundPost() with { Attachments = [3 * Megabyte] }).ToContent();

        using var response = await story.Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), content);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_raw_message_is_reduced_to_what_is_read_of_it()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var attachment = Convert.ToBase64String(new byte[6 * Megabyte], Base64FormattingOptions.InsertLineBreaks);
        var message = $"""
            From: Anna <{Anna}>
            To: {prompt.ReplyTo.Mailboxes.Single().Address}
            Subject: Re: hello
            Message-ID: <raw-1@client.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Gr=FC=DFe an alle, wir haben geliefert.
            --b
            Content-Type: application/pdf; name=plan.pdf
            Content-Disposition: attachment; filename=plan.pdf
            Content-Transfer-Encoding: base64

            {attachment}
            --b--
            """.ReplaceLineEndings("\r\n");
        using var content = new MultipartFormDataContent { { new ByteArrayContent(Encoding.Latin1.GetBytes(message)), "email" } };

        using var response = await story.Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), content);

        response.EnsureSuccessStatusCode();
        await using var db = story.OpenDb();
        var reply = await db.Replies.SingleAsync();
        Assert.Equal(("Grüße an alle, wir haben geliefert.", 1), (reply.Text, reply.Attachments));
        Assert.True((await db.InboundEmails.SingleAsync()).Form.Length < 64 * 1024);
    }

    [Theory]
    [InlineData("", "X-Field: 1\r\n")]
    [InlineData("\r\n", "--b\r\n\r\n")]
    [InlineData("\r\n", "Words before the first part.\r\n")]
    public async Task Of_a_raw_message_that_is_no_text_and_no_attachment_only_the_beginning_is_taken(string headersEnd, string piece)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var message = $"""
            From: Anna <{Anna}>
            To: {prompt.ReplyTo.Mailboxes.Single().Address}
            Message-ID: <raw-2@client.example>
            Content-Type: multipart/mixed; boundary=b

            """.ReplaceLineEndings("\r\n") + headersEnd + string.Concat(Enumerable.Repeat(piece, 500_000));
        using var content = new MultipartFormDataContent { { new ByteArrayContent(Encoding.ASCII.GetBytes(message)), "email" } };

        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var response = await story.Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), content);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        response.EnsureSuccessStatusCode();
        await using var db = story.OpenDb();
        var inbound = await db.InboundEmails.SingleAsync();
        Assert.Equal(ReplyRejection.TooLarge, inbound.Rejection);
        Assert.True(inbound.Form.Length < 8 * Megabyte, $"{inbound.Form.Length} bytes were kept");
        Assert.True(allocated < 400 * Megabyte, $"{allocated / Megabyte} MB were allocated");
    }

    [Fact]
    public async Task Every_field_is_read_in_the_charset_that_the_form_names_for_it()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        using var content = new MultipartFormDataContent
        {
            { new StringContent($"Message-ID: <c-1@client.example>\nFrom: {Anna}\nSubject: Re: hello"), "headers" },
            { new StringContent(Anna), "from" },
            { new StringContent(prompt.ReplyTo.Mailboxes.Single().Address), "to" },
            { new ByteArrayContent(Encoding.Latin1.GetBytes("Die Übergabe lief gut.")), "text" },
            { new StringContent("""{"text":"iso-8859-1","from":"UTF-8","html":"no such charset"}"""), "charsets" },
        };

        using var response = await story.Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), content);

        response.EnsureSuccessStatusCode();
        await using var db = story.OpenDb();
        Assert.Equal("Die Übergabe lief gut.", (await db.Replies.SingleAsync()).Text);
    }

    private static async Task<FileStream> SpoolAsync(HttpContent content)
    {
        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await content.CopyToAsync(file);
        file.Position = 0;
        return file;
    }
}
