using BalancePipeline.Insights;
using BalancePipeline.Insights.Advice;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

public sealed class RecommendationTests
{
    [Fact]
    public void The_library_has_enough_for_every_practice_pattern_and_size_never_to_advise_the_same_twice_in_a_row()
    {
        Assert.True(ActionLibrary.Actions.Count >= 60);
        Assert.Distinct(ActionLibrary.Actions.Select(action => action.Id));
        Assert.Distinct(ActionLibrary.Actions.Select(action => action.Text));
        Assert.All(ActionLibrary.Actions, action => Assert.True(action.Text.Length > 20 && action.Reason.Length > 20, action.Id));
        foreach (var (practice, _) in Framework.Practices)
        {
            foreach (var pattern in Enum.GetValues<Position>().Select(position => position.Code()))
            {
                foreach (var size in new[] { "small", "large" })
                    Assert.True(ActionLibrary.Actions.Count(action => action.Practice == practice && action.Suits(pattern, size)) >= 4, $"{practice}, {pattern}, {size}");
            }
        }
    }

    [Fact]
    public void One_practice_and_two_actions_are_advised_with_a_reason_of_one_sentence_and_none_twice_in_a_row()
    {
        var random = new Random(3);
        var history = new List<IReadOnlyList<string>>();
        for (var week = 0; week < 200; week++)
        {
            // For weeks on end nothing changes: also then the leader is not told the same again.
            var figures = Figures(week < 100 ? new Random(7) : random);
            var advice = RecommendationChoice.Next(figures with { Writers = random.Next(2) == 0 ? new CountBand(8, 14) : new CountBand(15, 29) }, minimum: 5, history);

            Assert.Equal(2, advice.Actions.Select(action => action.Id).Distinct().Count());
            Assert.All(advice.Actions, action => Assert.Equal(advice.Practice, ActionLibrary.Actions.Single(known => known.Id == action.Id).Practice));
            Assert.True(history.Count == 0 || !history[0].Intersect(advice.Actions.Select(action => action.Id)).Any(), $"week {week}");
            Assert.Equal(advice.Reason.Length - 1, advice.Reason.IndexOfAny(['.', '!', '?']));
            history.Insert(0, [.. advice.Actions.Select(action => action.Id)]);
        }
    }

    [Fact]
    public void What_is_left_undone_most_is_supported_first_then_what_is_lived_least()
    {
        var figures = Figures(new Random(1)) with { Practices = [.. Framework.Practices.Select(practice => new PracticeBands(practice.Code, "half", "few"))] };
        Assert.Equal("conflict", RecommendationChoice.Next(With("conflict", "half", "some"), 5, []).Practice);
        Assert.Equal("growth", RecommendationChoice.Next(With("growth", "few", "few"), 5, []).Practice);
        Assert.Contains("Growth", RecommendationChoice.Next(With("growth", "few", "few"), 5, []).Reason, StringComparison.OrdinalIgnoreCase);

        GroupFigures With(string practice, string practiced, string neglected) => figures with
        {
            Practices = [.. figures.Practices.Select(bands => bands.Code == practice ? new PracticeBands(practice, practiced, neglected) : bands)],
        };
    }

    [Theory]
    [InlineData(5, "at most half of those who wrote")]
    [InlineData(15, "only a few of those who wrote")]
    public void In_a_group_that_may_be_below_three_times_the_minimum_few_is_not_called_a_few(int writers, string expected)
    {
        var figures = Figures(new Random(1)) with
        {
            Writers = new CountBand(writers, 29),
            Practices = [.. Framework.Practices.Select(practice => new PracticeBands(practice.Code, "few", "few"))],
        };

        Assert.Contains(expected, RecommendationChoice.Next(figures, minimum: 5, []).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_later_edition_advised_is_not_advised_again_the_week_after()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(team, 6);
        await weeks.WriteAsync(people, 0);
        await weeks.WriteAsync(people, 1);
        await weeks.ReleaseAsync(0);
        var first = await weeks.InsightAsync(team.Id, 0);
        await using (var db = story.OpenDb())
        {
            story.Clock.Advance(TimeSpan.FromHours(1));
            foreach (var reply in await db.Replies.Where(reply => reply.Week == WrittenWeeks.First).ToListAsync())
                db.Scores.Add(Scored(reply, story.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First);
        await weeks.ReleaseAsync(1);

        var second = await weeks.InsightAsync(team.Id, 0);
        var next = Ids(await weeks.InsightAsync(team.Id, 1));
        Assert.Equal(2, second.Edition);
        Assert.Empty(next.Intersect(Ids(first).Concat(Ids(second))));
    }

    private static Score Scored(Reply reply, DateTimeOffset at) =>
        Score.Of(reply.Id, 1, "test-2", at, new ReplyScore { Results = 4, Relationships = 0.5, Confidence = 1 });

    private static IEnumerable<string> Ids(Insight insight) => insight.Recommendation!.Actions.Select(action => action.Id);

    private static GroupFigures Figures(Random random)
    {
        var estimate = new Estimate(random.NextDouble() * 4, 0, 4);
        string? Band() => random.Next(6) is var at && at == ShareBand.Codes.Count ? null : ShareBand.Codes[at];
        return new GroupFigures
        {
            Writers = new CountBand(5, 9),
            Results = estimate,
            Relationships = new Estimate(random.NextDouble() * 4, 0, 4),
            Balance = estimate,
            Depth = estimate,
            Confidence = estimate,
            Positions = [],
            Practices = [.. Framework.Practices.Select(practice => new PracticeBands(practice.Code, Band(), Band()))],
            Risks = [],
            Gains = [],
        };
    }
}
