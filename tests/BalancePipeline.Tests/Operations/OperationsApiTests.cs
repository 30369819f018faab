using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Operations;

public sealed class OperationsApiTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task An_administrator_sees_how_the_story_runs_and_nothing_that_was_written(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "anna", "ben", "cleo");
        await StopAsync(story, "cleo@example.org", "550 5.1.1 mailbox unavailable");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync(Anna, "We shipped the turquoise release.");
        var forged = new InboundPost { From = Anna, To = "reply+forged@reply.test.example", Text = "Hello" };
        for (var copy = 0; copy < 3; copy++) await story.PostAsync(forged);
        await story.PostAsync(InboundPost.Answer((await story.NewestMailToAsync("ben@example.org"))!, "ben@example.org", "page"));
        await story.Get<IMessageQueue>().SendAsync(QueueNames.Poison(QueueNames.PromptsToSend), """{"deliveryId":7}""");
        await AuthorizeAsync(story, AccessRole.Administrator);

        var text = await story.Http.GetStringAsync(new Uri("/api/v1/operations", UriKind.Relative));

        var status = JsonDocument.Parse(text).RootElement;
        Assert.Equal(2, status.GetProperty("prompts").GetProperty("sent").GetInt32());
        Assert.Equal(1, status.GetProperty("receipts").GetProperty("sent").GetInt32());
        Assert.Equal(0, status.GetProperty("nudges").GetProperty("sent").GetInt32());
        Assert.Equal(1, status.GetProperty("queues").EnumerateArray().Single(queue => queue.GetProperty("name").GetString() == QueueNames.PromptsToSend).GetProperty("poison").GetInt32());
        Assert.Equal(1, status.GetProperty("mails").GetProperty("accepted").GetInt32());
        var rejections = status.GetProperty("mails").GetProperty("rejections").EnumerateArray()
            .Select(rejection => (rejection.GetProperty("name").GetString(), rejection.GetProperty("today").GetInt32(), rejection.GetProperty("month").GetInt32()));
        Assert.Equal([("Duplicate", 2, 2), ("UnknownToken", 1, 1)], rejections);
        var stopped = Assert.Single(status.GetProperty("stopped").EnumerateArray());
        Assert.Equal("550 5.1.1 mailbox unavailable", stopped.GetProperty("reason").GetString());
        Assert.Contains("PromptTimer", status.GetProperty("timers").EnumerateArray().Select(timer => timer.GetProperty("name").GetString()));
        Assert.DoesNotContain("turquoise", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaders_and_strangers_are_kept_out()
    {
        await using var story = await TestStory.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await story.Http.GetAsync(new Uri("/api/v1/operations", UriKind.Relative))).StatusCode);

        await AuthorizeAsync(story, AccessRole.Leader);

        Assert.Equal(HttpStatusCode.Forbidden, (await story.Http.GetAsync(new Uri("/api/v1/operations", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostRosterAsync(story, "email,team\na@x.example,A")).StatusCode);
    }

    [Fact]
    public async Task A_failed_timer_is_shown_with_the_kind_of_its_failure_and_the_rest_goes_on()
    {
        await using var story = await TestStory.StartAsync();
        var runs = story.Get<BalancePipeline.Operations.TimerRuns>();
        await runs.RunAsync("PromptTimer", () => Task.FromResult("1 prompts planned"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => runs.RunAsync("PromptTimer", () => throw new InvalidOperationException("anna@example.org")));

        await using var db = story.OpenDb();
        var run = await db.TimerRuns.SingleAsync();
        Assert.Equal(("1 prompts planned", "InvalidOperationException"), (run.Summary, run.Failure));
    }

    [Fact]
    public async Task A_roster_is_imported_by_the_api()
    {
        await using var story = await TestStory.StartAsync();
        await AuthorizeAsync(story, AccessRole.Administrator);

        var tried = await PostRosterAsync(story, "email;team\nann@x.example;A\n", "?dryRun=true");
        var done = await PostRosterAsync(story, "email;team\nann@x.example;A\n");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (tried.StatusCode, done.StatusCode));
        Assert.False(JsonDocument.Parse(await tried.Content.ReadAsStringAsync()).RootElement.GetProperty("applied").GetBoolean());
        Assert.Equal(1, JsonDocument.Parse(await done.Content.ReadAsStringAsync()).RootElement.GetProperty("added").GetInt32());
        await using var db = story.OpenDb();
        Assert.Equal("ann@x.example", (await db.Participants.SingleAsync()).Email);
    }

    [Theory]
    [InlineData("", "nothing was changed")]
    [InlineData("?dryRun=true", "nothing would be changed")]
    [InlineData("?skipBad=true&deactivateMissing=true", "nobody is deactivated by a file that can't be read in full")]
    public async Task Bad_rows_are_refused_by_number_and_reason_as_a_problem_document(string query, string detail)
    {
        await using var story = await TestStory.StartAsync();
        await AuthorizeAsync(story, AccessRole.Administrator);

        var refused = await PostRosterAsync(story, "email,team\nann@x.example,A\nbad,A\n", query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var row = Assert.Single(problem.GetProperty("badRows").EnumerateArray());
        Assert.Equal(3, row.GetProperty("line").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await PostRosterAsync(story, "name\nAnn")).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostRosterAsync(TestStory story, string csv, string query = "")
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await story.Http.PostAsync(new Uri("/api/v1/roster" + query, UriKind.Relative), content);
    }

    private static async Task AuthorizeAsync(TestStory story, AccessRole role) => story.Http.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Bearer", await story.Get<AccessTokens>().CreateAsync("test", role, [], null));

    private static async Task StopAsync(TestStory story, string email, string reason)
    {
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync(row => row.Email == email);
        person.Stop(reason, TestStory.Start);
        await db.SaveChangesAsync();
    }
}
