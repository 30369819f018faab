using BalancePipeline.Insights.Privacy;

namespace BalancePipeline.Tests.Insights;

/// <summary>For the bands of labels and positions, somebody who tries every number that could be behind what is shown.</summary>
public sealed class LabelBandsTests
{
    [Fact]
    public void Bands_told_as_one_do_not_tell_which_it_is()
    {
        // Six of 20 are in the team inside, four of them are meant and nobody beside it: "few" of all and "many" of the team would tell it. So
        // where the team is said to be many, all are said to be few to some, whichever it is.
        Assert.Equal(["few", "few"], Decide([2, 2]));
        Assert.Equal(["few-to-some", "many"], Decide([4, 4]));
        Assert.Equal(["few-to-some", "many"], Decide([6, 4]));
        AttackLabels([-1, 0], [14, 6], 5);

        static IEnumerable<string?> Decide(int[] counts) => Bands([-1, 0], [20, 6], 5).Decide(counts, sensitive: false).Select(band => band?.Code);
    }

    [Fact]
    public void Whoever_tries_all_counts_that_look_alike_learns_nothing_of_any_group_or_of_those_beside_it()
    {
        var random = new Random(1);
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var minimum = random.Next(3, 6);
            int[] parents = [-1, .. Enumerable.Range(0, random.Next(1, 4)).Select(group => random.Next(-1, group + 1))];
            AttackLabels(parents, [.. parents.Select((_, group) => parents.Contains(group) && random.Next(3) == 0 ? 0 : minimum + random.Next(0, 30 / parents.Length))], minimum);
        }
    }

    [Fact]
    public void Teams_beside_each_other_show_every_band_whatever_is_around_them()
    {
        var random = new Random(1);
        int[] sizes = [40, 8, 9, 11, 12];
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var counts = sizes.Select(size => random.Next(size + 1)).ToArray();
            counts[0] = counts.Skip(1).Sum();
            var bands = Bands([-1, 0, 0, 0, 0], sizes, 5).Decide(counts, sensitive: false);
            Assert.All(bands.Skip(1), band => Assert.Contains(band!.Code, ShareBand.Codes));
        }
    }

    [Fact]
    public void Positions_that_sum_to_the_whole_do_not_pin_each_other_down()
    {
        // Four times "few" of 16 would say that each is exactly four, were few fewer than five there.
        for (var minimum = 3; minimum <= 6; minimum++)
        {
            for (var size = minimum; size <= 6 * minimum; size++)
            {
                foreach (var atLeast in new[] { minimum, ShareBand.SensitiveFrom(minimum), ShareBand.FiveFrom(minimum) }.Where(told => told <= size)) Attack(size, atLeast, minimum);
            }
        }

        static void Attack(int size, int atLeast, int minimum)
        {
            var possible = new Dictionary<string, bool[]>();
            foreach (var counts in Parts(4, size))
            {
                var shown = ShowParts(counts, atLeast, minimum);
                for (var part = 0; part < counts.Length; part++)
                {
                    var key = $"{shown}, position {part}";
                    if (!possible.ContainsKey(key)) possible[key] = new bool[size + 1];
                    possible[key][counts[part]] = true;
                }
            }

            Assert.All(possible, shown => Assert.False(CountAdversary.Tells(shown.Value, minimum), $"{size} people, told as {atLeast}, minimum {minimum}: {shown.Key}"));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(20)]
    public void Whatever_is_said_of_a_number_of_writers_could_be_said_of_every_other_that_is_told_alike(int minimum)
    {
        for (var size = minimum; size < ShareBand.FiveFrom(minimum) * (minimum > 6 ? 1 : 2); size = AnswerBand.Of(size, size, minimum).Writers.Maximum + 1)
        {
            var told = AnswerBand.Of(size, size, minimum).Writers;
            var sizes = Enumerable.Range(told.Minimum, told.Maximum - told.Minimum + 1).ToList();
            foreach (var sensitive in new[] { false, true })
                Assert.Single(sizes.Select(size => Words(Enumerable.Range(0, size + 1).Select(count => ShareBand.Of(count, size, told.Minimum, minimum, sensitive)?.Code))).Distinct());
            if (minimum <= 6) Assert.Single(sizes.Select(size => Words(Parts(4, size).Select(counts => ShowParts(counts, told.Minimum, minimum)))).Distinct());
        }

        static string Words(IEnumerable<string?> shown) => string.Join(", ", shown.Select(words => words ?? "–").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(7, 4, "many")]
    [InlineData(12, 6, "few")]
    [InlineData(16, 10, "many-to-most")]
    [InlineData(16, 4, "few-to-some")]
    [InlineData(40, 17, "half")]
    public void Positions_are_told_by_halves_and_of_larger_teams_by_40_and_60_percent(int writers, int balanced, string band) =>
        Assert.Equal(band, Bands([-1], [writers], 5).DecideParts([[writers - balanced], [balanced], [0], [0]])[1][0]?.Code);

    private static string ShowParts(int[] counts, int atLeast, int minimum) =>
        string.Join(' ', new LabelBands([-1], [counts.Sum()], [atLeast], minimum).DecideParts([.. counts.Select(count => new[] { count })]).Select(part => part[0]?.Code ?? "–"));

    private static IEnumerable<int[]> Parts(int count, int size) => count == 1
        ? [[size]]
        : Enumerable.Range(0, size + 1).SelectMany(first => Parts(count - 1, size - first).Select(rest => new[] { first }.Concat(rest).ToArray()));

    private static void AttackLabels(int[] parents, int[] people, int minimum)
    {
        var bands = Bands(parents, KnowingAdversary.AddUp(parents, people), minimum);
        foreach (var sensitive in new[] { false, true })
        {
            KnowingAdversary.Attack(
                parents, [.. people.Select(_ => 0)], people, minimum, counts => string.Join(' ', bands.Decide(counts, sensitive).Select(band => band?.Code ?? "–")));
        }
    }

    private static LabelBands Bands(int[] parents, int[] sizes, int minimum) =>
        new(parents, sizes, [.. sizes.Select(size => AnswerBand.Of(size, size, minimum).Writers.Minimum)], minimum);
}
