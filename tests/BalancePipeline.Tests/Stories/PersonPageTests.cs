using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BalancePipeline.Participants;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static BalancePipeline.Tests.Builders.PersonPage;

namespace BalancePipeline.Tests.Stories;

public sealed class PersonPageTests
{
    [Fact]
    public async Task The_page_shows_what_was_understood_and_nothing_of_others()
    {
        await using var story = await StartAsync();
        await story.ImportPeopleAsync("Engineering", "ben");
        await story.AdvanceAsync(TimeSpan.FromDays(1));
        await story.AnswerAsync(Anna, "Asked Mira <b>twice</b>.");
        await story.AnswerAsync("ben@example.org", "Hidden from Anna.");

        var page = await PageAsync(story);

        Assert.Contains("Asked Mira <b>twice</b>.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden from Anna.", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("Asked", page.QuerySelector("mark.practiced")!.TextContent);
        Assert.Contains("at least 5 people", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_every_reply_however_many()
    {
        const int Many = 300;
        await using var story = await StartAsync();
        await using (var db = story.OpenDb())
        {
            var (person, delivery) = (await db.Participants.SingleAsync(), await db.PromptDeliveries.SingleAsync());
            db.Replies.AddRange(Enumerable.Range(1, Many).Select(week => new Reply
            {
                DeliveryId = delivery.Id,
                ParticipantId = person.Id,
                TeamId = person.TeamId,
                Week = new DateOnly(2026, 3, 2).AddDays(-7 * week),
                ReceivedAt = TestStory.Start,
                Text = $"Reply {week}.",
            }));
            await db.SaveChangesAsync();
        }

        Assert.Equal(Many, (await PageAsync(story)).QuerySelectorAll("article").Length);
    }

    [Fact]
    public async Task A_label_that_was_not_meant_is_taken_out_for_every_scorer_and_can_be_put_back()
    {
        await using var story = await StartAsync();
        await story.AnswerAsync(Anna, "Asked Mira how it went.");
        var form = (await PageAsync(story)).QuerySelectorAll<IHtmlFormElement>("form[action$=corrections]")
            .Single(form => form.QuerySelector("[name=code]")!.GetAttribute("value") == "collaboration");

        var corrected = await SubmitAsync(story, form);

        Assert.DoesNotContain(corrected.QuerySelectorAll("mark"), mark => mark.ClassName == "neglected");
        Assert.Contains("Taken out by you: Collaboration, left undone", corrected.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("weeks not yet released", corrected.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await using var db = story.OpenDb();
        var correction = await db.ScoreCorrections.SingleAsync();
        Assert.Equal(("collaboration", "Mira", "fixed-1"), (correction.Code, correction.Words, correction.ScorerVersion));
        var taken = await TakenOutLabels.ReadAsync(db, db.Replies);
        Assert.Equal(["feedback"], taken.Leave(correction.ReplyId, FixedScorer.Usual).Labels.Select(label => label.Code));

        var back = corrected.QuerySelectorAll<IHtmlFormElement>("form[action$=corrections]").Single(form => form.QuerySelector("[name=back]") is not null);
        Assert.Contains((await SubmitAsync(story, back)).QuerySelectorAll("mark"), mark => mark.ClassName == "neglected");
        Assert.Empty(await db.ScoreCorrections.ToListAsync());
    }

    [Fact]
    public async Task Nobody_corrects_the_score_of_somebody_elses_reply()
    {
        await using var story = await StartAsync();
        await story.ImportPeopleAsync("Engineering", "ben");
        await story.AdvanceAsync(TimeSpan.FromDays(1));
        await story.AnswerAsync("ben@example.org", "Asked Mira how it went.");
        await using var db = story.OpenDb();
        var reply = await db.Replies.SingleAsync();

        await SendAsync(story, "corrections", ("reply", reply.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("kind", "Practiced"), ("code", "feedback"));

        Assert.Empty(await db.ScoreCorrections.ToListAsync());
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Settings_that_a_person_chose_move_their_next_question_and_survive_the_roster(Engine engine)
    {
        await using var story = await StartAsync(engine);

        using var saved = await SendAsync(story, "settings", ("day", "wed"), ("day", "fri"), ("time", "14:30"), ("zone", "America/New_York"), ("language", "de"), ("region", "none"));
        await story.ImportPeopleAsync("Engineering", "anna");

        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Equal((Weekdays.Wednesday | Weekdays.Friday, new TimeOnly(14, 30), "America/New_York", "de"), (person.Days, person.LocalTime, person.TimeZone, person.Locale));
        Assert.Equal(new DateTimeOffset(2026, 3, 4, 19, 30, 0, TimeSpan.Zero), person.NextDueAt);
        Assert.Contains("Gespeichert.", (await PageAsync(story, "?done=saved")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "09:00", "UTC", "Choose at least one day.")]
    [InlineData("mon", "25:00", "UTC", "Give the time as 09:30.")]
    [InlineData("mon", "09:00", "Middle/Earth", "That time zone is not known.")]
    public async Task Settings_that_make_no_sense_are_refused_with_a_word_and_what_was_entered_stays(string day, string time, string zone, string reason)
    {
        await using var story = await StartAsync();

        using var response = await SendAsync(story, "settings", ("day", day), ("time", time), ("zone", zone), ("language", "en"), ("region", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        Assert.Contains(reason, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(zone, page.QuerySelector("#zone")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_pause_and_its_end_are_set_on_the_page()
    {
        await using var story = await StartAsync();

        using var bad = await SendAsync(story, "pause", ("from", "2026-03-10"), ("until", "2026-03-09"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);

        using var good = await SendAsync(story, "pause", ("from", "2026-03-03"), ("until", "2026-03-08"));
        Assert.Contains("paused from 3 March 2026 until 8 March 2026", (await PageAsync(story)).Body!.TextContent, StringComparison.Ordinal);
        await using (var db = story.OpenDb()) Assert.Equal(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero), (await db.Participants.SingleAsync()).NextDueAt);

        using var resumed = await SendAsync(story, "resume");
        await using (var db = story.OpenDb()) Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), (await db.Participants.SingleAsync()).NextDueAt);
    }

    [Fact]
    public async Task Whoever_had_fallen_silent_is_asked_again_with_one_press()
    {
        await using var story = await StartAsync();
        await story.ChangeAsync(Anna, person => person.FallSilent("No answer.", TestStory.Start));

        var page = await SubmitAsync(story, (await PageAsync(story)).QuerySelector<IHtmlFormElement>("#settings form[action$=resume]")!);

        Assert.Contains("The next question is due", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action$=resume]"));
    }

    [Theory]
    [InlineData("settings", "2026-03-04T09:00:00Z")]
    [InlineData("pause", "2026-03-11T09:00:00Z")]
    public async Task Whoever_had_fallen_silent_is_asked_again_when_they_change_something(string form, string next)
    {
        await using var story = await StartAsync();
        await story.ChangeAsync(Anna, person =>
        {
            person.Days = Weekdays.Wednesday;
            person.FallSilent("No answer.", TestStory.Start);
        });

        using var saved = await SendAsync(
            story, form, ("day", "wed"), ("time", "09:00"), ("zone", "UTC"), ("language", "en"), ("region", ""), ("from", "2026-03-02"), ("until", "2026-03-08"));

        await using var db = story.OpenDb();
        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), (await db.Participants.SingleAsync()).NextDueAt);
    }

    [Fact]
    public async Task Whoever_has_left_the_roster_can_stop_the_questions_and_is_not_told_that_they_are_back()
    {
        await using var story = await StartAsync();
        await story.ChangeAsync(Anna, person => person.Deactivate(TestStory.Start));
        using var paused = await SendAsync(story, "pause", ("from", "2026-03-02"), ("until", ""));

        using var resumed = await SendAsync(story, "resume");
        var page = await PageAsync(story);
        var stopped = await SubmitAsync(story, page.QuerySelector<IHtmlFormElement>("form[action$=stop]")!);

        Assert.DoesNotContain("resumed", resumed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action$=resume]"));
        Assert.Null(stopped.QuerySelector("form[action$=stop]"));
        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Unsubscribed, (await db.Participants.SingleAsync()).FormerStatus);
    }

    [Fact]
    public async Task A_person_takes_everything_with_them_as_json_and_csv()
    {
        await using var story = await StartAsync();
        await story.AnswerAsync(Anna, "=SUM(A1) is what I wrote.");
        var page = Links.Page((await story.NewestMailToAsync(Anna))!);

        var json = JsonDocument.Parse(await story.Http.GetStringAsync(new Uri(page + "/export.json"))).RootElement;
        var csv = await story.Http.GetStringAsync(new Uri(page + "/export.csv"));

        Assert.Equal("=SUM(A1) is what I wrote.", json.GetProperty("prompts")[0].GetProperty("replies")[0].GetProperty("text").GetString());
        Assert.Equal("understood", json.GetProperty("receipts")[0].GetProperty("kind").GetString());
        Assert.Contains("is what I wrote.", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=SUM", csv, StringComparison.Ordinal);
    }
}
