using BalancePipeline.Insights;
using BalancePipeline.Insights.Figures;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

public sealed class FiguresTests
{
    [Fact]
    public async Task Figures_are_those_of_an_independent_computation_over_the_raw_scores()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(team, 12);
        var random = new Random(7);
        foreach (var person in people)
        {
            for (var reply = 0; reply <= random.Next(3); reply++)
                await weeks.WriteAsync(person, 0, new ReplyScore { Results = random.Next(5), Relationships = random.Next(5), Depth = random.Next(4), Confidence = random.NextDouble() });
        }

        await weeks.ReleaseAsync(0);
        var figures = (await weeks.InsightAsync(team.Id, 0)).Figures!;

        await using var db = story.OpenDb();
        var raw = await db.Database.SqlQueryRaw<double>(
            "SELECT AVG(s.results) AS \"Value\" FROM scores s JOIN replies r ON r.id = s.reply_id GROUP BY r.participant_id").ToListAsync();
        var mean = raw.Average();
        var deviation = Math.Sqrt(raw.Sum(value => (value - mean) * (value - mean)) / 11);
        var half = 2.200985 * deviation / Math.Sqrt(12);
        Assert.Equal(new Estimate(Math.Round(mean, 1), Math.Round(mean - half, 1), Math.Round(mean + half, 1)), figures.Results);
        Assert.Equal(new CountBand(10, 19), figures.Writers);
        Assert.Equal("over-three-quarters", figures.AnswerRate);
    }

    [Fact]
    public async Task A_group_that_answers_all_alike_gives_no_certainty_about_anybody()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        foreach (var person in await weeks.PeopleAsync(team, 6)) await weeks.WriteAsync(person, 0, new ReplyScore { Results = 4, Relationships = 0, Confidence = 1 });
        await weeks.ReleaseAsync(0);

        var figures = (await weeks.InsightAsync(team.Id, 0)).Figures!;

        Assert.Equal(3.8, figures.Results.Mean);
        Assert.Equal(0.2, figures.Relationships.Mean);
        Assert.True(figures.Results.High - figures.Results.Low >= 0.5);
        Assert.Equal("many", figures.Positions.Single(position => position.Code == "results-leaning").Share);
        Assert.All(figures.Risks, risk => Assert.Null(risk.Share));
    }

    [Fact]
    public async Task A_large_change_is_marked_and_no_change_is_not()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(team, 15);
        for (var week = 0; week < 5; week++)
        {
            foreach (var (index, person) in people.Index())
                await weeks.WriteAsync(person, week, new ReplyScore { Results = week == 4 ? 3.5 : 1.5, Relationships = 2 + index % 2, Confidence = 1 });
        }

        await weeks.ReleaseAsync(4);
        var changes = (await weeks.InsightAsync(team.Id, 4)).Changes!;

        Assert.Equal(["2026-W10", "2026-W11", "2026-W12", "2026-W13"], changes.Weeks);
        Assert.True(changes.Figures.Single(change => change.Code == "results") is { Marked: true, Change: 2 });
        Assert.True(changes.Figures.Single(change => change.Code == "relationships") is { Marked: false, Change: 0 });
        Assert.Equal("first-weeks", (await weeks.InsightAsync(team.Id, 0)).Changes!.Withheld!.Code);
    }

    [Fact]
    public void Among_weeks_that_differ_by_chance_alone_few_are_marked()
    {
        var random = new Random(11);
        var marked = 0;
        const int Tries = 2000;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var sums = Enumerable.Range(0, 5).Select(_ => Week(random, 10)).ToList();
            if (FigureReport.Changes(sums[4], sums[..4]).Any(change => change.Marked)) marked++;
        }

        // Nominally 5 %; answers spread evenly over a scale are further from normal than real ones.
        Assert.InRange(marked, 1, Tries * 8 / 100);
    }

    private static ReleasedSums Week(Random random, int writers)
    {
        var group = new Tally();
        for (var writer = 0; writer < writers; writer++) group.Add(new Point(random.NextDouble() * 4, random.NextDouble() * 4, random.NextDouble() * 3, 1, default));
        return ReleasedSums.Of(group);
    }
}
