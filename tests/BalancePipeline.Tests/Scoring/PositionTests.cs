using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Scoring;

public sealed class PositionTests
{
    [Theory]
    [InlineData(0, 0, "quiet")]
    [InlineData(1, 1, "quiet")]
    [InlineData(3, 1, "results-leaning")]
    [InlineData(1, 2, "relationships-leaning")]
    [InlineData(4, 2, "results-leaning")]
    [InlineData(2, 2, "balanced")]
    [InlineData(3, 4, "balanced")]
    public void A_position_follows_from_the_two_axes(double results, double relationships, string expected) =>
        Assert.Equal(expected, Positions.Of(results, relationships).Code());

    [Theory]
    [InlineData(4, 4, 4)]
    [InlineData(4, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(3, 1, 1.5)]
    public void Balance_is_high_only_where_both_axes_are_high(double results, double relationships, double expected) =>
        Assert.Equal(expected, new ReplyScore { Results = results, Relationships = relationships }.Balance, 6);
}
