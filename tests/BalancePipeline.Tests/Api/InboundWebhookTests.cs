using System.Net;
using System.Text;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Api;

public sealed class InboundWebhookTests
{
    private static readonly Uri Webhook = new("/api/v1/inbound/sendgrid", UriKind.Relative);

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "not a part")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nHello\r\n--x--")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\ncut off in the mid")]
    public async Task A_post_that_is_no_mail_is_refused_by_a_problem_document_and_not_stored_and_the_operator_learns_of_it(string contentType, string body)
    {
        using var measurements = new Measurements();
        await using var story = await TestStory.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await story.Http.PostAsync(Webhook, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Warning BalancePipeline.Api.Webhooks.InboundWebhook: A post of inbound mail was refused: its form is wrong", Assert.Single(story.Logs.Entries));
        Assert.Contains("balance.replies.refused reason=form", measurements.All);
        await using var db = story.OpenDb();
        Assert.Empty(await db.InboundEmails.ToListAsync());
    }
}
