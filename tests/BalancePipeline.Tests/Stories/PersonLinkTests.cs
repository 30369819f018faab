using System.Net;
using AngleSharp.Html.Parser;
using BalancePipeline.Participants;
using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Stories;

/// <summary>The links in a mail lead to their one page, and only who holds one gets there.</summary>
public sealed class PersonLinkTests
{
    private const string Anna = "anna@example.org";

    [Fact]
    public async Task Whoever_has_lost_the_link_gets_it_by_mail_and_nobody_learns_who_is_known()
    {
        var answers = new AfterAnswers();
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: services => services.AddSingleton<IStartupFilter>(answers));
        await using var ended = story;

        var known = await AskForLinkAsync(story, "Anna@example.org ");
        var unknown = await AskForLinkAsync(story, "nobody@example.org");
        await AskForLinkAsync(story, Anna);
        for (var answer = 0; answer < 3; answer++) await answers.Done.ReadAsync();
        await story.RunDueAsync();

        Assert.Equal(known, unknown);
        Assert.Equal("The link to your page", (await story.NewestMailToAsync(Anna))!.Subject);
        Assert.Equal(2, (await story.MailsToAsync(Anna)).Count);
    }

    [Fact]
    public async Task The_answer_to_a_known_address_waits_for_nothing_that_the_answer_to_another_does_not()
    {
        var (answers, ready) = (new AfterAnswers(), new TaskCompletionSource());
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: services => services
            .AddSingleton<IStartupFilter>(answers).AddSingleton<EmbeddedQueue>().AddSingleton<FailingQueue>().AddSingleton<IMessageQueue>(provider => provider.GetRequiredService<FailingQueue>()));
        await using var ended = story;
        story.Get<FailingQueue>().Ready = ready.Task;

        await AskForLinkAsync(story, Anna).WaitAsync(TimeSpan.FromMinutes(1));
        ready.SetResult();
        await answers.Done.ReadAsync();
        await story.RunDueAsync();

        Assert.Equal("The link to your page", (await story.NewestMailToAsync(Anna))!.Subject);
    }

    [Theory]
    [InlineData("me/nonsense")]
    [InlineData("me/nonsense/erase")]
    [InlineData("me/nonsense/export.json")]
    [InlineData("unsubscribe/nonsense")]
    public async Task A_link_that_does_not_hold_leads_to_a_fresh_one(string address)
    {
        await using var story = await StartAsync();

        using var response = await story.Http.GetAsync(new Uri("/" + address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull(new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()).QuerySelector("form[action='/me']"));
    }

    [Fact]
    public async Task A_link_for_unsubscribing_opens_no_page()
    {
        await using var story = await StartAsync();
        var unsubscribe = Links.In((await story.NewestMailToAsync(Anna))!).Single(link => link.Contains("/unsubscribe/", StringComparison.Ordinal));

        using var response = await story.Http.GetAsync(new Uri(unsubscribe.Replace("/unsubscribe/", "/me/", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_mail_program_unsubscribes_with_one_post_and_looking_changes_nothing()
    {
        await using var story = await StartAsync();
        var address = (await story.NewestMailToAsync(Anna))!.Headers["List-Unsubscribe"]!.Trim('<', '>');

        using var looked = await story.Http.GetAsync(new Uri(address));
        await using (var db = story.OpenDb()) Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);

        using var content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var response = await story.Http.PostAsync(new Uri(address), content);
        await using (var db = story.OpenDb()) Assert.Equal(ParticipantStatus.Unsubscribed, (await db.Participants.SingleAsync()).Status);
    }

    [Fact]
    public async Task Whoever_unsubscribes_after_leaving_the_roster_is_not_asked_when_they_are_in_it_again()
    {
        await using var story = await StartAsync();
        var address = (await story.NewestMailToAsync(Anna))!.Headers["List-Unsubscribe"]!.Trim('<', '>');
        await story.Get<RosterImport>().ImportAsync(new StringReader("email,team\nben@example.org,Engineering\n"), new RosterImportHow(DeactivateMissing: true));

        Assert.Contains("<form", await story.Http.GetStringAsync(new Uri(address)), StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var response = await story.Http.PostAsync(new Uri(address), content);
        Assert.DoesNotContain("<form", await story.Http.GetStringAsync(new Uri(address)), StringComparison.Ordinal);
        await story.ImportPeopleAsync("Engineering", "anna");

        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Unsubscribed, (await db.Participants.SingleAsync(person => person.Email == Anna)).Status);
    }

    private static async Task<TestStory> StartAsync() => (await TestStory.StartAskedAsync("anna")).Story;

    private static async Task<string> AskForLinkAsync(TestStory story, string address)
    {
        using var content = new FormUrlEncodedContent([new("address", address)]);
        using var response = await story.Http.PostAsync(new Uri("/me", UriKind.Relative), content);
        return await response.Content.ReadAsStringAsync();
    }
}
