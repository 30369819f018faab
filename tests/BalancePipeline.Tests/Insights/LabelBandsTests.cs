using BalancePipeline.Insights.Privacy;

namespace BalancePipeline.Tests.Insights;

/// <summary>For the bands of labels and positions, somebody who tries every number that could be behind what is shown.</summary>
public sealed class LabelBandsTests
{
    [Fact]
    public void Bands_told_as_one_do_not_tell_which_it_is()
    {
        // Six of 13 are in the team inside, four of them are meant and nobody beside it: "few" of all and "many" of the team would tell it. So
        // where the team is said to be many, all are said to be few to half, whichever it is.
        Assert.Equal(["few", "few"], Decide([2, 2]));
        Assert.Equal(["few-to-half", "many"], Decide([4, 4]));
        Assert.Equal(["few-to-half", "many"], Decide([6, 4]));
        AttackLabels([-1, 0], [7, 6], 5);

        static IEnumerable<string?> Decide(int[] counts) => new LabelBands([-1, 0], [13, 6], 5).Decide(counts, sensitive: false).Select(band => band?.Code);
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
            var bands = new LabelBands([-1, 0, 0, 0, 0], sizes, 5).Decide(counts, sensitive: false);
            Assert.All(bands.Skip(1), band => Assert.Contains(band!.Code, ShareBand.Codes));
        }
    }

    [Fact]
    public void Positions_that_sum_to_the_whole_do_not_pin_each_other_down_nor_does_it_when_they_are_hidden()
    {
        // Four times "few" of 16 would say that each is exactly four.
        for (var minimum = 3; minimum <= 6; minimum++)
        {
            for (var size = minimum; size <= 8 * minimum; size++)
            {
                var bands = new LabelBands([-1], [size], minimum);
                var possible = new Dictionary<string, bool[]>();
                foreach (var counts in Parts(4, size))
                {
                    var shown = string.Join(' ', bands.DecideParts([.. counts.Select(count => new[] { count })]).Select(part => part[0]?.Code ?? "–"));
                    for (var part = 0; part < counts.Length; part++)
                    {
                        var key = $"{shown}, position {part}";
                        if (!possible.ContainsKey(key)) possible[key] = new bool[size + 1];
                        possible[key][counts[part]] = true;
                    }
                }

                Assert.All(possible, shown => Assert.False(CountAdversary.Tells(shown.Value, minimum), $"{size} people, minimum {minimum}: {shown.Key}"));
            }
        }

        static IEnumerable<int[]> Parts(int count, int size) => count == 1
            ? [[size]]
            : Enumerable.Range(0, size + 1).SelectMany(first => Parts(count - 1, size - first).Select(rest => new[] { first }.Concat(rest).ToArray()));
    }

    [Theory]
    [InlineData(12, 8, "most")]
    [InlineData(16, 10, "many")]
    [InlineData(16, 4, null)]
    [InlineData(40, 17, "half")]
    public void Of_positions_that_could_pin_each_other_down_only_the_one_is_told_where_many_stand(int writers, int balanced, string? band)
    {
        int[] counts = [writers - balanced, balanced, 0, 0];
        Assert.Equal(band, new LabelBands([-1], [writers], 5).DecideParts([.. counts.Select(count => new[] { count })])[1][0]?.Code);
    }

    private static void AttackLabels(int[] parents, int[] people, int minimum)
    {
        var bands = new LabelBands(parents, KnowingAdversary.AddUp(parents, people), minimum);
        foreach (var sensitive in new[] { false, true })
        {
            KnowingAdversary.Attack(
                parents, [.. people.Select(_ => 0)], people, minimum, counts => string.Join(' ', bands.Decide(counts, sensitive).Select(band => band?.Code ?? "–")));
        }
    }
}
