using BalancePipeline.Insights;
using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;

namespace BalancePipeline.Tests.Insights;

/// <summary>
/// Somebody who knows how many were asked reads the bands of writers, the answer rates, the widths of intervals, which words there are for
/// labels and which of them are told as one, together.
/// </summary>
public sealed class AnswersTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Bands_never_tell_that_everybody_wrote_or_that_some_but_fewer_than_the_minimum_did_not(int minimum)
    {
        // A group of just the minimum is shown only when all of it wrote; that cannot be hidden from whoever knows its size.
        for (var asked = minimum; asked < 40 * minimum; asked++) Attack([-1], [asked], minimum);
    }

    [Fact]
    public void That_all_beside_a_team_wrote_cannot_be_had_by_taking_its_writers_from_those_around_it()
    {
        // 20 of 30 and 9 of 19: "20 to 39" without "5 to 9" are all 11 beside the team.
        var told = Decide([-1, 0], [20, 9], [30, 19]);
        Assert.True(told[0].Writers.Minimum - told[1].Writers.Maximum < 11);
        Attack([-1, 0], [11, 19], 5);
    }

    [Fact]
    public void That_a_few_beside_a_team_did_not_write_cannot_be_had_from_the_answer_rates()
    {
        // 20 of 28 and 15 of 20: "20 to 39", at most three quarters and more than that are 5 beside the team, and 3 who did not write.
        var told = Decide([-1, 0], [20, 15], [28, 20]);
        Assert.NotEqual(("half-to-three-quarters", "over-three-quarters"), (told[0].Rate, told[1].Rate));
        Attack([-1, 0], [8, 20], 5);
    }

    [Fact]
    public void That_all_wrote_cannot_be_had_from_the_words_that_are_told_as_one_of_a_team_and_those_around_it()
    {
        // Six beside a team of six: "–" above "many" would be said of five and six who wrote only.
        Attack([-1, 0], [6, 6], 5);
        for (var around = 3; around <= 8; around++)
        {
            for (var inside = 3; inside <= 8; inside++) Attack([-1, 0], [around, inside], 3);
        }

        Attack([-1, 0, 0], [4, 4, 5], 3);
        Attack([-1, 0, 0], [0, 6, 7], 3);
        Attack([-1, 0, 1], [4, 4, 4], 3);
    }

    [Fact]
    public void Whoever_tries_all_numbers_that_look_alike_learns_nothing_of_any_group_or_of_those_beside_it()
    {
        var random = new Random(1);
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var minimum = random.Next(3, 6);
            int[] parents = [-1, .. Enumerable.Range(0, random.Next(1, 4)).Select(group => random.Next(-1, group + 1))];
            Attack(parents, [.. parents.Select((_, group) => parents.Contains(group) && random.Next(3) == 0 ? 0 : minimum + random.Next(0, 12))], minimum);
        }
    }

    [Fact]
    public void Teams_beside_each_other_show_their_writers_whatever_is_around_them()
    {
        var told = Decide([-1, 0, 0, 0], [27, 8, 10, 9], [40, 12, 14, 14]);

        Assert.Equal((8, 14), (told[1].Writers.Minimum, told[1].Writers.Maximum));
        Assert.Equal((8, 14), (told[2].Writers.Minimum, told[2].Writers.Maximum));
        Assert.Equal((15, 29), (told[0].Writers.Minimum, told[0].Writers.Maximum));
    }

    [Fact]
    public void Bands_hold_the_number_they_stand_for()
    {
        // Those who wrote can be more than were asked: late replies count in the week they arrive.
        for (var asked = 0; asked < 100; asked++)
        {
            for (var writers = 5; writers < 120; writers++)
            {
                foreach (var band in Decide([-1, 0], [writers + 7, writers], [asked + 9, asked]).Zip([writers + 7, writers]))
                    Assert.InRange(band.Second, band.First.Writers.Minimum, band.First.Writers.Maximum);
            }
        }
    }

    [Theory]
    [InlineData(10, 40, "quarter-to-half")]
    [InlineData(9, 40, "under-quarter")]
    [InlineData(20, 40, "half-to-three-quarters")]
    [InlineData(30, 40, "over-three-quarters")]
    [InlineData(41, 40, null)]
    [InlineData(7, 8, null)]
    public void Rates_are_quarters_of_those_asked(int writers, int asked, string? rate) =>
        Assert.Equal(rate, Decide([-1], [writers], [asked])[0].Rate);

    private static IReadOnlyList<AnswerBand> Decide(int[] parents, int[] writers, int[] asked, int minimum = 5) =>
        Answers.Decide(parents, writers, asked, people: asked, minimum);

    /// <param name="parents">For each group the group around it.</param>
    /// <param name="asked">How many were asked in each block; it is shown, so the minimum of them wrote, or there are none.</param>
    /// <param name="minimum">The minimum group size.</param>
    private static void Attack(int[] parents, int[] asked, int minimum)
    {
        const int MostWorlds = 500;
        var groups = KnowingAdversary.AddUp(parents, asked);
        var areFew = asked.Aggregate(1L, (worlds, people) => Math.Min(worlds * (people + 1), MostWorlds + 1)) <= MostWorlds;
        KnowingAdversary.Attack(
            parents, [.. asked.Select(people => Math.Min(minimum, people))], asked, minimum,
            writers =>
            {
                var told = Decide(parents, writers, groups, minimum);
                return string.Join(' ', told.Zip(writers, Show)) + (parents.Length > 1 && areFew ? Words(told, writers) : null);
            });

        (CountBand, string?, Estimate, string) Show(AnswerBand told, int writers) => (told.Writers, told.Rate, Width(told, writers), AnswersTests.Words(told, writers, minimum));

        string Words(IEnumerable<AnswerBand> told, int[] writers)
        {
            var blocks = writers.ToArray();
            foreach (var (group, parent) in parents.Index().Where(group => group.Item >= 0)) blocks[parent] -= writers[group];
            return KnowingAdversary.Words(parents, [.. told.Select(band => band.Writers)], blocks, minimum);
        }
    }

    /// <summary>The interval of people who are all alike, which shows its width best.</summary>
    private static Estimate Width(AnswerBand told, int writers) =>
        new Estimation(1).Of(new Sample(new Moments(0.5 * writers, 0.25 * writers), writers, told.Writers.Minimum));

    /// <summary>All that can be said of a label, of a sensitive one and of a position: whoever reads many of them will see it all.</summary>
    private static string Words(AnswerBand told, int writers, int minimum)
    {
        var atLeast = told.Writers.Minimum;
        Func<int, ShareBand?>[] kinds =
        [
            count => ShareBand.Of(count, writers, atLeast, minimum, sensitive: false),
            count => ShareBand.Of(count, writers, atLeast, minimum, sensitive: true),
            count => ShareBand.OfPart(count, writers, atLeast, minimum),
        ];
        return string.Join("; ", kinds.Select(kind => string.Join(' ', Enumerable.Range(0, writers + 1).Select(count => kind(count)?.Code ?? "–").Distinct())));
    }
}
