using BalancePipeline.Receipts;

namespace BalancePipeline.Tests.Receipts;

public sealed class StreakTests
{
    private static readonly DateOnly ThisWeek = new(2026, 3, 2);

    [Theory]
    [InlineData("AAA", 3)]
    [InlineData("AA-A", 3)]
    [InlineData("AAxA", 2)]
    [InlineData("xAAA", 3)]
    [InlineData("-AAA", 3)]
    [InlineData("xx", 0)]
    [InlineData("", 0)]
    public void Weeks_are_counted_back_to_one_that_was_asked_and_not_answered(string newestFirst, int streak)
    {
        // A answered, x asked and not answered, - not asked or away.
        var answered = Weeks(newestFirst, "A");
        var asked = Weeks(newestFirst, "Ax");

        Assert.Equal(streak, Streak.Count(answered, asked, ThisWeek));
    }

    private static HashSet<DateOnly> Weeks(string weeks, string letters) =>
        [.. weeks.Index().Where(week => letters.Contains(week.Item, StringComparison.Ordinal)).Select(week => ThisWeek.AddDays(-7 * week.Index))];
}
