using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using static BalancePipeline.Tests.Builders.PersonPage;

namespace BalancePipeline.Tests.Stories;

public sealed class PersonAddressTests
{
    [Fact]
    public async Task An_answer_from_another_address_counts_once_the_person_says_it_was_theirs()
    {
        await using var story = await StartAsync();
        var prompt = (await story.NewestMailToAsync(Anna))!;
        await story.PostAsync(InboundPost.Answer(prompt, "anna.berger@home.example", "Written at home."));
        await story.RunDueAsync();
        Assert.Equal("Was this you?", (await story.NewestMailToAsync(Anna))!.Subject);

        var form = (await PageAsync(story)).QuerySelector<IHtmlFormElement>("form[action$=addresses]")!;
        var page = await SubmitAsync(story, form);

        Assert.Contains("Written at home.", page.Body!.TextContent, StringComparison.Ordinal);
        var again = await story.PostAsync(InboundPost.Answer(prompt, "Anna.Berger@home.example", "More from home."));
        Assert.True(again.GetProperty("accepted").GetBoolean());
    }

    [Theory]
    [InlineData("ben@example.org", "Ben+phone@example.org")]
    [InlineData("ben+work@example.org", "ben@example.org")]
    public async Task What_a_colleague_wrote_is_nobody_elses_to_take(string known, string sender)
    {
        await using var story = await StartAsync();
        await story.ImportAsync($"{known},Ben,Engineering,UTC,fri,09:00,,en");
        await story.PostAsync(InboundPost.Answer((await story.NewestMailToAsync(Anna))!, sender, "Ben's own words."));

        using var taken = await SendAsync(story, "addresses", ("address", "ben@example.org"));

        Assert.Null((await PageAsync(story)).QuerySelector("#addresses"));
        await using var db = story.OpenDb();
        Assert.Empty(await db.SenderAliases.ToListAsync());
        Assert.Empty(await db.Replies.ToListAsync());
    }

    [Fact]
    public async Task Saying_it_was_me_many_times_at_once_adds_the_address_once()
    {
        await using var story = await StartAsync();
        await story.PostAsync(InboundPost.Answer((await story.NewestMailToAsync(Anna))!, "anna@home.example", "Written at home."));
        await story.RunDueAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(story, "addresses", ("address", "anna@home.example"))));

        Assert.All(responses, response => Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{response.StatusCode}"));
        foreach (var response in responses) response.Dispose();
        await using var db = story.OpenDb();
        Assert.Single(await db.SenderAliases.ToListAsync());
    }

    [Fact]
    public async Task An_address_that_never_wrote_can_not_be_added()
    {
        await using var story = await StartAsync();

        using var response = await SendAsync(story, "addresses", ("address", "eve@example.org"));

        await using var db = story.OpenDb();
        Assert.Empty(await db.SenderAliases.ToListAsync());
    }
}
