using System.Net;
using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Api;

public sealed class InsightsApiTests : IAsyncLifetime
{
    private TestStory _story = null!;
    private WrittenWeeks _weeks = null!;
    private Team _sales = null!;
    private Team _north = null!;
    private Team _other = null!;

    public async Task InitializeAsync()
    {
        _story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["RequestLimit:PerMinute"] = "40" });
        _weeks = new WrittenWeeks(_story);
        _sales = await _weeks.TeamAsync("Sales");
        _north = await _weeks.TeamAsync("Sales/North", _sales);
        _other = await _weeks.TeamAsync("Sales and more");
        var people = await _weeks.PeopleAsync(_north, 7);
        for (var week = 0; week < 3; week++) await _weeks.WriteAsync(people, week);
        await _weeks.ReleaseAsync(2);
    }

    public async Task DisposeAsync() => await _story.DisposeAsync();

    [Fact]
    public async Task Weeks_are_served_as_they_were_released_and_paged_back_to_the_first()
    {
        var token = await _story.LeaderTokenAsync(_north.Id);
        using var response = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights?weeks=2", token);
        var newest = await response.JsonAsync();
        using var earlier = await _story.CallAsync(newest.GetProperty("earlier").GetString()!, token);
        var oldest = await earlier.JsonAsync();

        Assert.Equal(["2026-W11", "2026-W12"], newest.GetProperty("insights").EnumerateArray().Select(week => week.GetProperty("week").GetString()));
        Assert.Equal(["2026-W10"], oldest.GetProperty("insights").EnumerateArray().Select(week => week.GetProperty("week").GetString()));
        Assert.Equal(JsonValueKind.Null, oldest.GetProperty("earlier").ValueKind);
        Assert.Equal((await _weeks.InsightAsync(_north.Id, 0)).ToJson(), oldest.GetProperty("insights")[0].GetRawText());
    }

    [Fact]
    public async Task Exactly_as_many_weeks_as_there_are_lead_to_no_empty_page()
    {
        using var response = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights?weeks=3", await _story.LeaderTokenAsync(_north.Id));
        var all = await response.JsonAsync();

        Assert.Equal(3, all.GetProperty("insights").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, all.GetProperty("earlier").ValueKind);
    }

    [Fact]
    public async Task A_token_reaches_its_team_and_those_below_and_no_other()
    {
        var above = await _story.LeaderTokenAsync(_sales.Id);
        var below = await _story.LeaderTokenAsync(_north.Id);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"/api/v1/teams/{_north.Id}/insights", above));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/v1/teams/{_sales.Id}/insights", below));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/api/v1/teams/{_other.Id}/insights", above));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/v1/organization/insights", above));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/organization/insights", await _story.AdministratorTokenAsync()));
    }

    [Fact]
    public async Task A_team_that_may_not_be_seen_and_one_that_does_not_exist_are_refused_alike()
    {
        var token = await _story.LeaderTokenAsync(_north.Id);
        foreach (var path in new[] { "", "/insights", "/insights.csv", "/insights/latest", "/follow-ups" })
        {
            using var hidden = await _story.CallAsync($"/api/v1/teams/{_sales.Id}{path}", token);
            using var missing = await _story.CallAsync($"/api/v1/teams/999{path}", token);
            using var none = await _story.CallAsync($"/api/v1/teams/sales{path}", token);
            hidden.AssertRefused(HttpStatusCode.NotFound);
            Assert.Equal(await missing.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
            Assert.Equal(await missing.Content.ReadAsStringAsync(), await none.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/teams/1/insights/first")]
    public async Task An_address_that_leads_nowhere_is_refused_by_a_problem_document(string path)
    {
        using var response = await _story.CallAsync(path);

        response.AssertRefused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_refused_with_those_that_it_does()
    {
        using var response = await _story.CallAsync("/api/v1/teams", method: HttpMethod.Delete);

        response.AssertRefused(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Teams_are_paged_by_path_and_none_is_left_out(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        foreach (var path in new[] { "Sales", "Sales/North", "Sales and more", "Infrastructure", "IT", "Österreich" }) await new WrittenWeeks(story).TeamAsync(path);
        var token = await story.AdministratorTokenAsync();
        var paths = new List<string?>();
        for (string? next = "/api/v1/teams?limit=1"; next is not null;)
        {
            using var response = await story.CallAsync(next, token);
            var page = await response.JsonAsync();
            paths.AddRange(page.GetProperty("teams").EnumerateArray().Select(team => team.GetProperty("path").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["IT", "Infrastructure", "Sales", "Sales and more", "Sales/North", "Österreich"], paths);
    }

    [Theory]
    [InlineData("?weeks=0")]
    [InlineData("?weeks=261")]
    [InlineData("?weeks=many")]
    [InlineData("?before=last")]
    [InlineData("?edition=0")]
    public async Task A_wrong_parameter_is_refused_with_what_would_be_right(string query)
    {
        using var response = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights{query}", await _story.LeaderTokenAsync(_north.Id));
        response.AssertRefused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_valid_token_there_is_nothing()
    {
        foreach (var token in new[] { null, "", "bal_wrong", "a.b.c" })
        {
            using var response = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights", token);
            response.AssertRefused(HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task A_token_that_has_ended_or_was_withdrawn_opens_nothing()
    {
        var ends = await _story.Get<AccessTokens>().CreateAsync("ends", AccessRole.Leader, [_north.Id], TimeSpan.FromDays(1));
        var revoked = await _story.LeaderTokenAsync(_north.Id);
        await _story.Get<AccessTokens>().RevokeAsync((await _story.Get<AccessTokens>().FindAsync(revoked))!.TokenId);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/teams", ends));
        _story.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/v1/teams", ends));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/api/v1/teams", revoked));
    }

    [Fact]
    public async Task What_the_reader_has_already_is_not_sent_again()
    {
        var token = await _story.LeaderTokenAsync(_north.Id);
        using var first = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights", token);
        using var second = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights", token, etag: first.Headers.ETag!.ToString());

        Assert.Equal("private, no-cache", string.Join(", ", first.Headers.GetValues("Cache-Control").SelectMany(value => value.Split(", ")).Order(StringComparer.Ordinal).Reverse()));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Csv_comes_by_accept_or_by_name_and_holds_no_formula()
    {
        var evil = await _weeks.TeamAsync("=HYPERLINK(\"http://evil.example\")");
        await _weeks.WriteAsync(await _weeks.PeopleAsync(evil, 6), week: 3);
        await _weeks.ReleaseAsync(3);
        var token = await _story.AdministratorTokenAsync();
        using var byAccept = await _story.CallAsync($"/api/v1/teams/{evil.Id}/insights", token, accept: "text/csv");
        using var byName = await _story.CallAsync($"/api/v1/teams/{evil.Id}/insights.csv", token);
        var csv = await byName.Content.ReadAsStringAsync();

        Assert.Equal("text/csv", byAccept.Content.Headers.ContentType?.MediaType);
        Assert.Equal(csv, await byAccept.Content.ReadAsStringAsync());
        Assert.StartsWith("team,week,from,to,edition", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.DoesNotContain("\n=", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_read_which_team_is_noted()
    {
        using var read = await _story.CallAsync($"/api/v1/teams/{_north.Id}/insights", await _story.LeaderTokenAsync(_north.Id));
        using var response = await _story.CallAsync("/api/v1/audit", await _story.AdministratorTokenAsync());
        var entry = (await response.JsonAsync()).GetProperty("entries")[0];

        Assert.Equal("a leader", entry.GetProperty("actor").GetString());
        Assert.Equal(_north.Id, entry.GetProperty("teamId").GetInt64());
    }

    [Fact]
    public async Task Too_many_requests_have_to_wait_a_moment()
    {
        var token = await _story.LeaderTokenAsync(_north.Id);
        for (var request = 0; request < 40; request++) Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/practices", token));

        using var refused = await _story.CallAsync("/api/v1/practices", token);
        refused.AssertRefused(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        _story.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/practices", token));
    }

    [Fact]
    public async Task A_recommendation_taken_up_shows_its_practice_before_and_after()
    {
        var token = await _story.LeaderTokenAsync(_north.Id);
        using var taken = await _story.CallAsync($"/api/v1/teams/{_north.Id}/follow-ups?week=2026-W10", token, method: HttpMethod.Post);
        using var again = await _story.CallAsync($"/api/v1/teams/{_north.Id}/follow-ups?week=2026-W10", token, method: HttpMethod.Post);
        using var response = await _story.CallAsync($"/api/v1/teams/{_north.Id}/follow-ups", token);
        var followUp = (await response.JsonAsync()).GetProperty("followUps").EnumerateArray().Single();

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent], [taken.StatusCode, again.StatusCode]);
        Assert.Equal("2026-W10", followUp.GetProperty("before").GetProperty("week").GetString());
        Assert.Equal(2, followUp.GetProperty("after").GetArrayLength());
    }

    [Theory]
    [InlineData("2026-W40")]
    [InlineData("9999-W52")]
    public async Task A_week_that_has_not_come_has_no_recommendation_to_take_up(string week)
    {
        using var refused = await _story.CallAsync($"/api/v1/teams/{_north.Id}/follow-ups?week={week}", await _story.LeaderTokenAsync(_north.Id), method: HttpMethod.Post);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string? token)
    {
        using var response = await _story.CallAsync(path, token);
        return response.StatusCode;
    }
}
