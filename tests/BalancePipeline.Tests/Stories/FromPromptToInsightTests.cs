using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Stories;

/// <summary>The whole promise at once: HTTP and the clock go in, a leader's figure comes out.</summary>
public sealed class FromPromptToInsightTests
{
    private static readonly string[] Five = ["anna", "ben", "cleo", "dan", "eve"];
    private static readonly string[] Four = ["fay", "gil", "hal", "ida"];

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task What_a_team_answers_in_a_week_is_what_its_leader_reads_after_it(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Platform", Five);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        foreach (var name in Five) await story.AnswerAsync($"{name}@example.org", "We shipped the release on Friday and the customer signed.");

        Assert.Empty((await InsightsAsync(story)).EnumerateArray());
        await story.AdvanceAsync(TimeSpan.FromDays(7));

        var insight = Assert.Single((await InsightsAsync(story)).EnumerateArray());
        Assert.Equal("2026-W10", insight.GetProperty("week").GetString());
        Assert.InRange(insight.GetProperty("figures").GetProperty("results").GetProperty("mean").GetDouble(), 0, 4);
    }

    [Fact]
    public async Task A_team_with_too_few_answers_is_named_but_shows_nothing()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Platform", Four);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        foreach (var name in Four) await story.AnswerAsync($"{name}@example.org", "We shipped the release on Friday and the customer signed.");
        await story.AdvanceAsync(TimeSpan.FromDays(7));

        var insight = Assert.Single((await InsightsAsync(story)).EnumerateArray());

        Assert.Equal("small-group", insight.GetProperty("withheld").GetProperty("code").GetString());
        Assert.False(insight.TryGetProperty("figures", out var figures) && figures.ValueKind is not JsonValueKind.Null);
    }

    [Fact]
    public async Task Automatic_answers_count_for_nothing()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Platform", Five);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        foreach (var name in Five)
        {
            var prompt = await story.NewestMailToAsync($"{name}@example.org");
            var post = InboundPost.Answer(prompt!, $"{name}@example.org", "I am out of the office until Monday.");
            await story.PostAsync(post with { Headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-replied" } });
        }

        await story.AdvanceAsync(TimeSpan.FromDays(7));

        Assert.All((await InsightsAsync(story)).EnumerateArray(), insight => Assert.True(insight.TryGetProperty("withheld", out _)));
        await using var db = story.OpenDb();
        Assert.Empty(db.Scores);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_read()
    {
        await using var story = await TestStory.StartAsync();

        using var response = await story.Http.GetAsync(new Uri("/api/v1/teams", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<JsonElement> InsightsAsync(TestStory story)
    {
        var token = await story.Get<AccessTokens>().CreateAsync("test", AccessRole.Administrator, [], lifetime: null);
        story.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var teams = await story.Http.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/teams", UriKind.Relative));
        var id = teams.GetProperty("teams").EnumerateArray().Single(team => team.GetProperty("path").GetString() == "Platform").GetProperty("id").GetInt64();
        var answer = await story.Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/teams/{id}/insights?weeks=12", UriKind.Relative));
        return answer.GetProperty("insights");
    }
}
