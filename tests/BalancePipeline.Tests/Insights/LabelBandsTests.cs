using BalancePipeline.Insights;
using BalancePipeline.Insights.Privacy;

namespace BalancePipeline.Tests.Insights;

/// <summary>For the bands of labels and positions, somebody who tries every number that could be behind what is shown.</summary>
public sealed class LabelBandsTests
{
    [Fact]
    public void Bands_told_as_one_do_not_tell_which_it_is()
    {
        // Six of 24 are in the team inside, four of them are meant and nobody beside it: "few" of all and "many" of the team would tell it. So
        // where the team is said to be many, nothing less than that is said of all, whichever it is.
        Assert.Equal("few few", Show([2, 2]));
        Assert.EndsWith(" many", Show([4, 4]), StringComparison.Ordinal);
        Assert.Equal(Show([4, 4]), Show([6, 4]));
        AttackLabels([-1, 0], [18, 6], 5);

        static string Show(int[] counts) => KnowingAdversary.Show(Bands([-1, 0], [24, 6], 5).Decide(counts, sensitive: false));
    }

    [Fact]
    public void Which_bands_are_told_as_one_does_not_tell_how_many_wrote()
    {
        // Were "few" and "many" of all told as one only where that is needed for the very number, it would tell of eleven and six asked that all wrote.
        var told = new[] { new CountBand(8, 14), new CountBand(5, 7) };
        Assert.Single(new[] { (5, 5), (5, 6), (6, 6), (7, 7) }.Select(people => KnowingAdversary.Words([-1, 0], told, [people.Item1, people.Item2], 5)).Distinct());
    }

    [Theory]
    [InlineData(3, 3, 12, -1, 0)]
    [InlineData(3, 3, 6, -1, 0, 0)]
    [InlineData(3, 3, 6, -1, 0, 1)]
    [InlineData(3, 5, 7, -1, 0, 0)]
    [InlineData(5, 5, 11, -1, 0)]
    [InlineData(5, 7, 9, -1, 0, 0)]
    public void Whatever_is_said_of_groups_around_others_could_be_said_for_all_numbers_of_writers_that_are_told_alike(int minimum, int fewest, int most, params int[] parents)
    {
        // Blocks of nobody too, where there are groups inside.
        foreach (var empty in Enumerable.Range(0, parents.Length).Where(group => parents.Count(parent => parent == group) > 1).Append(-1))
        {
            var words = new Dictionary<string, string>();
            int[] Blocks(int people) => [.. parents.Select((_, group) => group == empty ? 0 : people)];
            foreach (var blocks in KnowingAdversary.Worlds(Blocks(fewest), Blocks(most)))
            {
                var told = KnowingAdversary.AddUp(parents, blocks).Select(size => AnswerBand.Of(size, size, minimum).Writers).ToList();
                var key = string.Join(", ", told);
                var said = KnowingAdversary.Words(parents, told, blocks, minimum);
                Assert.True(words.TryAdd(key, said) || words[key] == said, $"Blocks of {string.Join(' ', blocks)}, told as {key}: {said}; of others told alike: {words[key]}");
            }
        }
    }

    [Fact]
    public void Groups_around_others_are_told_as_much_as_the_teams_inside_leave_open()
    {
        // A department of 30 around teams of 8, 10 and 12; an organisation of ten such teams.
        int[] department = [-1, 0, 0, 0];
        Assert.Equal("few few few few", Show(department, [0, 8, 10, 12], [0, 1, 1, 1]));
        Assert.Equal("some-to-half few few few", Show(department, [0, 8, 10, 12], [0, 3, 3, 4]));
        Assert.Equal("some-to-many few few many", Show(department, [0, 8, 10, 12], [0, 0, 1, 8]));
        Assert.Equal("some-to-most few many many", Show(department, [0, 8, 10, 12], [0, 4, 6, 7]));
        Assert.Equal("most many many many", Show(department, [0, 8, 10, 12], [0, 8, 9, 11]));

        int[] organization = [-1, .. Enumerable.Repeat(0, 10)];
        Assert.StartsWith("half-to-many ", Show(organization, [0, .. Enumerable.Repeat(10, 10)], [0, 1, 2, 8, 9, 4, 5, 6, 7, 1, 2]), StringComparison.Ordinal);

        static string Show(int[] parents, int[] people, int[] counts) =>
            KnowingAdversary.Show(Bands(parents, KnowingAdversary.AddUp(parents, people), 5).Decide(KnowingAdversary.AddUp(parents, counts), sensitive: false));
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
        string.Join(' ', new LabelBands([-1], [counts.Sum()], [new CountBand(atLeast, counts.Sum())], minimum).DecideParts([.. counts.Select(count => new[] { count })]).Select(part => part[0]?.Code ?? "–"));

    private static IEnumerable<int[]> Parts(int count, int size) => count == 1
        ? [[size]]
        : Enumerable.Range(0, size + 1).SelectMany(first => Parts(count - 1, size - first).Select(rest => new[] { first }.Concat(rest).ToArray()));

    private static void AttackLabels(int[] parents, int[] people, int minimum)
    {
        var bands = Bands(parents, KnowingAdversary.AddUp(parents, people), minimum);
        foreach (var sensitive in new[] { false, true })
        {
            KnowingAdversary.Attack(
                parents, [.. people.Select(_ => 0)], people, minimum, counts => KnowingAdversary.Show(bands.Decide(counts, sensitive)));
        }
    }

    private static LabelBands Bands(int[] parents, int[] sizes, int minimum) =>
        new(parents, sizes, [.. sizes.Select(size => AnswerBand.Of(size, size, minimum).Writers)], minimum);
}
