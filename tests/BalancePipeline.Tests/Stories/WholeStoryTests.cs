using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using BalancePipeline.Access;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Stories;

/// <summary>
/// From the roster to the leader's figure by nothing but HTTP and the clock, with everything beside it that must not count: a forged
/// token, a mail posted twice, an automatic answer, a team that is too small.
/// </summary>
public sealed class WholeStoryTests
{
    private const string Words = "We shipped the release on Friday and I thanked Ben for staying late.";

    // With a second larger team, so that hiding the small one doesn't cost the first.
    private static readonly string[] Sales = ["anna", "ben", "cleo", "dan", "eve", "finn", "gwen", "hugo"];
    private static readonly string[] Support = ["ida", "jan", "kim", "leo", "mia"];
    private static readonly string[] Legal = ["nora", "olaf", "pia", "quinn"];

    [Fact]
    public async Task What_people_answer_in_the_mailbox_is_what_their_leader_reads_and_nothing_else()
    {
        await using var story = await TestStory.StartAsync();
        var token = await story.Get<AccessTokens>().CreateAsync("test", AccessRole.Administrator, [], lifetime: null);
        story.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using (var roster = new StringContent(Roster(), Encoding.UTF8, "text/csv"))
        using (var imported = await story.Http.PostAsync(Address("/api/v1/roster"), roster))
            Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        await story.AdvanceAsync(TimeSpan.FromHours(1));

        foreach (var name in Sales.Concat(Support).Concat(Legal).Except(["eve", "quinn"]))
            Assert.Equal("accepted", await ReplyAsync(story, name));
        var eve = InboundPost.Answer((await story.NewestMailToAsync("eve@example.org"))!, "eve@example.org", Words);
        var quinn = InboundPost.Answer((await story.NewestMailToAsync("quinn@example.org"))!, "quinn@example.org", "I am away.");
        Assert.Equal("UnknownToken", await PostAsync(story, eve with { MessageId = "<forged@client.example>", To = eve.To.Replace("reply+", "reply+aaaa", StringComparison.Ordinal) }));
        Assert.Null(await PostAsync(story, eve));
        Assert.Equal("Duplicate", await PostAsync(story, eve));
        Assert.Equal("AutoReply", await PostAsync(story, quinn with { Headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-replied" } }));

        await story.RunDueAsync();
        Assert.Contains(Words, await PageAsync(story, "anna"), StringComparison.Ordinal);
        Assert.Empty(await InsightsAsync(story, "Sales"));
        await story.AdvanceAsync(TimeSpan.FromDays(7));

        var sales = Assert.Single(await InsightsAsync(story, "Sales"));
        Assert.InRange(sales.GetProperty("figures").GetProperty("results").GetProperty("mean").GetDouble(), 0, 4);
        var legal = Assert.Single(await InsightsAsync(story, "Legal"));
        Assert.Equal("small-group", legal.GetProperty("withheld").GetProperty("code").GetString());
        Assert.DoesNotContain(Words, sales.ToString() + legal, StringComparison.Ordinal);
    }

    private static string Roster() => "email,team,time_zone,days,local_time\n" + string.Concat(
        new[] { (nameof(Sales), Sales), (nameof(Support), Support), (nameof(Legal), Legal) }
            .SelectMany(team => team.Item2.Select(name => $"{name}@example.org,{team.Item1},UTC,mon,09:00\n")));

    /// <summary>Opens the newest mail of a person in the mailbox and presses Reply.</summary>
    private static async Task<string> ReplyAsync(TestStory story, string name)
    {
        var list = await story.Http.GetStringAsync(Address($"/mailbox?to={name}%40example.org"));
        var mail = list.Split("<a href=\"/mailbox/")[1].Split('"')[0];
        Assert.Contains($"action=\"/mailbox/{mail}/reply\"", await story.Http.GetStringAsync(Address($"/mailbox/{mail}")), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("text", Words)]);
        using var answer = await story.Http.PostAsync(Address($"/mailbox/{mail}/reply"), form);
        return answer.Headers.Location!.ToString().Split("outcome=")[1];
    }

    /// <summary>What the webhook says a mail was rejected for, or null.</summary>
    private static async Task<string?> PostAsync(TestStory story, InboundPost post)
    {
        var answer = await story.PostAsync(post);
        return answer.TryGetProperty("rejection", out var rejection) ? rejection.GetString() : null;
    }

    private static async Task<string> PageAsync(TestStory story, string name)
    {
        var page = Links.Page((await story.NewestMailToAsync($"{name}@example.org"))!);
        return new HtmlParser().ParseDocument(await story.Http.GetStringAsync(Address(page.PathAndQuery))).Body!.TextContent;
    }

    private static async Task<List<JsonElement>> InsightsAsync(TestStory story, string team)
    {
        var teams = await story.Http.GetFromJsonAsync<JsonElement>(Address("/api/v1/teams"));
        var id = teams.GetProperty("teams").EnumerateArray().Single(row => row.GetProperty("path").GetString() == team).GetProperty("id").GetInt64();
        var answer = await story.Http.GetFromJsonAsync<JsonElement>(Address($"/api/v1/teams/{id}/insights?weeks=12"));
        return [.. answer.GetProperty("insights").EnumerateArray()];
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);
}
