using BalancePipeline.Insights;
using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Participants;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

public sealed class FiguresTests
{
    // Student's t, two-sided 5 %, from a printed table.
    private static readonly Dictionary<int, double> Quantiles = new() { [7] = 2.364624, [14] = 2.144787 };

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Figures_are_those_of_an_independent_computation_over_the_raw_scores(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var weeks = new WrittenWeeks(story);
        var sales = await weeks.TeamAsync("Sales");
        var north = await weeks.TeamAsync("Sales/North", sales);
        var random = new Random(7);
        foreach (var person in (Participant[])[.. await weeks.PeopleAsync(sales, 14), .. await weeks.PeopleAsync(north, 14)])
        {
            for (var reply = 0; reply <= random.Next(3); reply++) await weeks.WriteAsync(person, 0, RandomScore(random));
        }

        await weeks.ReleaseAsync(0);

        await using var db = story.OpenDb();
        var raw = await db.Replies.Join(db.Scores, reply => reply.Id, score => score.ReplyId, (reply, score) => new { reply.ParticipantId, reply.TeamId, Score = score }).ToListAsync();
        var everybody = raw.GroupBy(row => row.ParticipantId)
            .Select(person => new Person(person.First().TeamId, [.. person.Select(row => row.Score)])).ToList();
        Compare(everybody.Where(person => person.Team == north.Id), (await weeks.InsightAsync(north.Id, 0)).Figures!, new CountBand(8, 14));
        Compare(everybody, (await weeks.InsightAsync(sales.Id, 0)).Figures!, new CountBand(15, 29));

        var whole = (await weeks.InsightAsync(0, 0)).Figures!;
        Compare(everybody, whole, new CountBand(15, 29));
        var comparison = (await weeks.InsightAsync(north.Id, 0)).Comparison!;
        Assert.Equal(("Sales", whole.Results, whole.Relationships), (comparison.Parent!.Path, comparison.Parent.Results, comparison.Parent.Relationships));
        Assert.Equal(whole.Balance, comparison.Organization!.Balance);
    }

    [Fact]
    public async Task There_is_no_answer_rate_where_late_answers_outnumber_those_asked()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 10), 0);
        await using (var db = story.OpenDb())
        {
            var late = await db.PromptDeliveries.OrderBy(delivery => delivery.Id).Select(delivery => delivery.Id).Take(4).ToListAsync();
            await db.PromptDeliveries.Where(delivery => late.Contains(delivery.Id)).ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.SentAt, TestStory.Start.AddDays(-3)));
        }

        await weeks.ReleaseAsync(0);

        var figures = (await weeks.InsightAsync(team.Id, 0)).Figures!;
        Assert.Equal((new CountBand(8, 14), (string?)null), (figures.Writers, figures.AnswerRate));
    }

    private sealed record Person(long Team, IReadOnlyList<Score> Scores)
    {
        internal double Results => Scores.Average(score => score.Results);

        internal double Relationships => Scores.Average(score => score.Relationships);

        internal double Balance => Results == 0 || Relationships == 0 ? 0 : 2 / (1 / Results + 1 / Relationships);

        internal bool Has(LabelKind kind, string code) => Scores.Any(score => score.Labels.Any(label => label.Kind == kind && label.Code == code));
    }

    private static void Compare(IEnumerable<Person> group, GroupFigures figures, CountBand writers)
    {
        var people = group.ToList();
        Assert.Equal(writers, figures.Writers);
        Assert.Equal("over-three-quarters", figures.AnswerRate);
        Assert.Equal(Mean(people, writers.Minimum, person => person.Results, 4, 1), figures.Results);
        Assert.Equal(Mean(people, writers.Minimum, person => person.Relationships, 4, 1), figures.Relationships);
        Assert.Equal(Mean(people, writers.Minimum, person => person.Balance, 4, 1), figures.Balance);
        Assert.Equal(Mean(people, writers.Minimum, person => person.Scores.Average(score => score.Depth), 3, 1), figures.Depth);
        Assert.Equal(Mean(people, writers.Minimum, person => person.Scores.Average(score => score.Confidence), 1, 2), figures.Confidence);
        foreach (var position in figures.Positions) Check(position.Share, person => Positions.Of(person.Results, person.Relationships).Code() == position.Code);
        foreach (var practice in figures.Practices)
        {
            Check(practice.Practiced, person => person.Has(LabelKind.Practiced, practice.Code));
            Check(practice.Neglected, person => person.Has(LabelKind.Neglected, practice.Code));
        }

        foreach (var risk in figures.Risks) Check(risk.Share, person => person.Has(LabelKind.Risk, risk.Code));
        foreach (var gain in figures.Gains) Check(gain.Share, person => person.Has(LabelKind.Gain, gain.Code));
        Assert.Contains(figures.Practices, practice => practice.Practiced is not null);
        Assert.Contains(figures.Risks, risk => risk.Share is not null);

        void Check(string? share, Func<Person, bool> has) => CheckBand(share, people.Count(has), people.Count, writers.Minimum);
    }

    /// <summary>As if only so many had written as are told at least, and were spread like all.</summary>
    private static Estimate Mean(List<Person> people, int atLeast, Func<Person, double> of, double maximum, int digits)
    {
        var mean = people.Average(of);
        var spread = Math.Sqrt(people.Average(person => (of(person) - mean) * (of(person) - mean)));
        var half = Quantiles[atLeast - 1] * spread / Math.Sqrt(atLeast - 1);
        return new Estimate(Math.Round(mean, digits), Math.Round(Math.Max(0, mean - half), digits), Math.Round(Math.Min(maximum, mean + half), digits));
    }

    /// <summary>The bands as the README has them, for a minimum of five; of eight people or more, sensitive or not.</summary>
    private static void CheckBand(string? share, int count, int people, int atLeast)
    {
        var expected = atLeast < 15
            ? count > people / 2.0 ? "many" : "few"
            : count < 5 ? "few" : people - count < 5 ? "most" : count < 0.4 * people ? "some" : count <= 0.6 * people ? "half" : "many";

        // Of groups around others bands can be told as one.
        if (share?.Split("-to-") is { } ends) Assert.InRange(ShareBand.Codes.IndexOf(expected), ShareBand.Codes.IndexOf(ends[0]), ShareBand.Codes.IndexOf(ends[^1]));
    }

    private static ReplyScore RandomScore(Random random) => new()
    {
        Results = random.Next(5),
        Relationships = random.Next(5),
        Depth = random.Next(4),
        Confidence = random.NextDouble(),
        Labels =
        [
            .. Enum.GetValues<LabelKind>().SelectMany(kind => Framework.CodesOf(kind).Select(code => new ScoreLabel(kind, code.Code, 1, 0, 1)))
                .Index().Where(label => random.Next(20) > label.Index % 20).Select(label => label.Item),
        ],
    };

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

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(2)]
    public void An_interval_depends_on_how_people_are_spread_and_on_what_is_told_of_their_number_never_on_the_number(double apart)
    {
        Estimation[] scales = [new(4), new(3), new(1)];
        foreach (var scale in scales)
        {
            // Half of them here and half there, however many they are.
            var figures = new[] { 6, 8, 10, 12, 14 }.Select(writers => scale.Of(Sample(writers, atLeast: 5))).Distinct();
            var changes = new[] { 6, 8, 10, 12, 14 }.Select(writers => scale.Against([Sample(20 - writers, 5)], Sample(writers, 5)))
                .Select(change => (change.Value, change.Low, change.High, Math.Round(change.Probability, 9))).Distinct();
            Assert.Single(figures);
            Assert.Single(changes);
        }

        Sample Sample(int writers, int atLeast)
        {
            var (one, other) = (0.4, 0.4 + apart / 4);
            return new Sample(new Moments(writers / 2 * (one + other), writers / 2 * (one * one + other * other)), writers, atLeast);
        }
    }

    [Fact]
    public void An_interval_is_never_narrower_than_that_of_the_true_number()
    {
        var random = new Random(3);
        for (var writers = 5; writers < 40; writers++)
        {
            var values = Enumerable.Range(0, writers).Select(_ => random.NextDouble() * 4).ToList();
            var sums = values.Aggregate(default(Moments), (sums, value) => sums.Plus(value));
            var exact = new Estimation(4).Of(new Sample(sums, writers, writers));
            var told = new Estimation(4).Of(new Sample(sums, writers, 5));
            Assert.True(told.Low <= exact.Low && told.High >= exact.High);
            Assert.Equal(exact.Mean, told.Mean);
        }
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

        // At most 5 %, and fewer as ten are told as eight.
        Assert.InRange(marked, 1, Tries * 5 / 100);
    }

    [Fact]
    public void A_change_that_rounds_to_nothing_is_not_marked_however_sure_it_is()
    {
        static ReleasedSums Evenly(double mean)
        {
            var group = new Tally();
            for (var writer = 0; writer < 4000; writer++) group.Add(new Point(mean + (writer % 2 == 0 ? 0.5 : -0.5), 2, 1, 1, default));
            return ReleasedSums.Of(group, new CountBand(3840, 7679));
        }

        Assert.DoesNotContain(FigureReport.Changes(Evenly(2.04), [Evenly(2)]), change => change.Marked);
        Assert.Contains(FigureReport.Changes(Evenly(2.06), [Evenly(2)]), change => change is { Code: "results", Marked: true, Change: 0.1 });
    }

    private static ReleasedSums Week(Random random, int writers)
    {
        var group = new Tally();
        for (var writer = 0; writer < writers; writer++) group.Add(new Point(random.NextDouble() * 4, random.NextDouble() * 4, random.NextDouble() * 3, 1, default));
        return ReleasedSums.Of(group, AnswerBand.Of(writers, writers, minimum: 5).Writers);
    }
}
