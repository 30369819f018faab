using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

/// <summary>Somebody who holds several editions of a week and tries to have a person as their difference.</summary>
public sealed class EditionReleaserTests : PrivacyStory
{
    [Fact]
    public async Task A_later_edition_does_not_hold_a_group_that_has_lost_somebody()
    {
        var team = await Weeks.TeamAsync("Sales");
        var stays = await TeamOfAsync("Support", null, 6);
        var people = await Weeks.PeopleAsync(team, 8);
        await Weeks.WriteAsync(people, 0);
        await Weeks.ReleaseAsync(0);
        await RescoreAsync();
        await Story.Get<ParticipantErasure>().EraseAsync(people[0].Id);

        Assert.Equal(2, await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));

        Assert.Equal((1, 2.0), await ShownAsync(team.Id));
        Assert.Equal((1, 2.0), await ShownAsync(0));
        Assert.Equal((2, 3.0), await ShownAsync(stays.Id));
        Assert.Null(await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
    }

    [Fact]
    public async Task Two_editions_do_not_give_away_the_few_who_were_scored_anew_between_them()
    {
        var team = await TeamOfAsync("Sales", null, 6);
        var other = await TeamOfAsync("Support", null, 6);
        await Weeks.ReleaseAsync(0);
        await RescoreAsync(reply => reply.TeamId == other.Id || reply.Id % 6 < 4);

        Assert.Equal(2, await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));

        Assert.Equal((1, 2.0), await ShownAsync(team.Id));
        Assert.Equal((2, 3.0), await ShownAsync(other.Id));
        Assert.Equal((1, 2.0), await ShownAsync(0));
        Assert.Equal("test-2", (await Weeks.InsightAsync(other.Id, 0)).ScorerVersion);
    }

    [Fact]
    public async Task There_is_no_edition_while_too_few_were_scored_anew()
    {
        await TeamOfAsync("Sales", null, 12);
        await Weeks.ReleaseAsync(0);
        await RescoreAsync(reply => reply.Id <= 4);

        Assert.Null(await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        await RescoreAsync(reply => reply.Id > 4);
        Assert.Equal(2, await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
    }

    [Fact]
    public async Task An_edition_does_not_tell_that_somebody_who_was_silent_has_been_erased()
    {
        var team = await Weeks.TeamAsync("Sales");
        var people = await Weeks.PeopleAsync(team, 28);
        await Weeks.WriteAsync(people, 0);
        await using (var db = Story.OpenDb())
        {
            foreach (var silent in people.Skip(20)) await db.Replies.Where(reply => reply.ParticipantId == silent.Id).ExecuteDeleteAsync();
        }

        await Weeks.ReleaseAsync(0);
        var before = (await Weeks.InsightAsync(team.Id, 0)).Figures!;
        foreach (var silent in people.Skip(20)) await Story.Get<ParticipantErasure>().EraseAsync(silent.Id);
        await RescoreAsync();

        Assert.Equal(2, await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        var after = (await Weeks.InsightAsync(team.Id, 0)).Figures!;
        Assert.Equal(("half-to-three-quarters", new CountBand(15, 29)), (before.AnswerRate, before.Writers));
        Assert.Equal((before.AnswerRate, before.Writers), (after.AnswerRate, after.Writers));
        Assert.Equal(before.Results.High - before.Results.Low, after.Results.High - after.Results.Low, 9);
    }

    [Fact]
    public async Task An_edition_advises_the_same_although_somebody_who_was_silent_has_been_erased()
    {
        // Were the team's size that of those asked, 12 of 16 would make it a small one, which is advised something else.
        var team = await Weeks.TeamAsync("Sales");
        var people = await Weeks.PeopleAsync(team, 16);
        await Weeks.WriteAsync(people, 0);
        await using (var db = Story.OpenDb())
        {
            foreach (var silent in people.Skip(10)) await db.Replies.Where(reply => reply.ParticipantId == silent.Id).ExecuteDeleteAsync();
        }

        await Weeks.ReleaseAsync(0);
        var before = await Weeks.InsightAsync(team.Id, 0);
        foreach (var silent in people.Skip(12)) await Story.Get<ParticipantErasure>().EraseAsync(silent.Id);
        await RescoreAsync();

        Assert.Equal(2, await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        var after = await Weeks.InsightAsync(team.Id, 0);
        Assert.Equal(before.Recommendation!.Actions, after.Recommendation!.Actions);
    }

    [Fact]
    public async Task An_edition_holds_the_same_answer_rate_although_people_have_moved_since()
    {
        var team = await Weeks.TeamAsync("Sales");
        var people = await Weeks.PeopleAsync(team, 7);
        await Weeks.WriteAsync(people, 0);
        await Weeks.ReleaseAsync(0);
        var before = (await Weeks.InsightAsync(team.Id, 0)).Figures!;
        var elsewhere = await Weeks.TeamAsync("Elsewhere");
        await using (var db = Story.OpenDb()) await db.Participants.ExecuteUpdateAsync(row => row.SetProperty(person => person.TeamId, elsewhere.Id));
        await RescoreAsync();

        Assert.Equal(2, await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        var after = (await Weeks.InsightAsync(team.Id, 0)).Figures!;
        Assert.Equal((before.Writers, before.AnswerRate), (after.Writers, after.AnswerRate));
    }

    [Fact]
    public async Task The_first_edition_stays_as_it_was()
    {
        var team = await TeamOfAsync("Sales", null, 6);
        await Weeks.ReleaseAsync(0);
        var before = await Reader.ReadAsync(team.Id, new WeekRange(1));
        await RescoreAsync();
        await Story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First);

        Assert.Equal(before, await Reader.ReadAsync(team.Id, new WeekRange(1, Edition: 1)));
        Assert.NotEqual(before, await Reader.ReadAsync(team.Id, new WeekRange(1)));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task What_is_scored_while_a_release_is_made_counts_in_the_next_edition_only(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 6), 0);
        var releases = new DateTimeOffset(WrittenWeeks.First.AddDays(7), new TimeOnly(12, 0), TimeSpan.Zero);
        await using var db = story.OpenDb();
        await ScoreAsync("test-2", results: 3, releases.AddMinutes(1));

        await weeks.ReleaseAsync(0);
        Assert.Equal((1, 2.0), await NewestAsync());
        Assert.Null(await story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));

        story.Clock.Advance(TimeSpan.FromHours(1));
        await ScoreAsync("test-3", results: 1, releases.AddMinutes(61));
        Assert.Equal(2, await story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        Assert.Equal((2, 3.0), await NewestAsync());

        story.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, await story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        Assert.Equal((3, 1.0), await NewestAsync());

        async Task ScoreAsync(string scorer, double results, DateTimeOffset at)
        {
            foreach (var reply in await db.Replies.ToListAsync())
                db.Scores.Add(BalancePipeline.Scoring.Score.Of(reply.Id, 1, scorer, at, new ReplyScore { Results = results, Relationships = 2, Confidence = 1 }));
            await db.SaveChangesAsync();
        }

        async Task<(int, double)> NewestAsync() => await weeks.InsightAsync(team.Id, 0) is var insight ? (insight.Edition, insight.Figures!.Results.Mean) : default;
    }

    private InsightReader Reader => Story.Get<InsightReader>();

    private async Task<(int Edition, double? Results)> ShownAsync(long team) =>
        await Weeks.InsightAsync(team, 0) is var insight ? (insight.Edition, insight.Figures?.Results.Mean) : default;

    private async Task RescoreAsync(Func<Reply, bool>? which = null)
    {
        await using var db = Story.OpenDb();
        Story.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var reply in db.Replies.AsEnumerable().Where(which ?? (_ => true)).ToList())
            db.Scores.Add(BalancePipeline.Scoring.Score.Of(reply.Id, 1, "test-2", Story.Clock.GetUtcNow(), new ReplyScore { Results = 3, Relationships = 2, Confidence = 1 }));
        await db.SaveChangesAsync();
    }
}
