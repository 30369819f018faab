using BalancePipeline.Insights.Figures;

namespace BalancePipeline.Tests.Insights;

public sealed class StudentTTests
{
    // Table values of the t distribution, two-sided 5 %.
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(4, 2.776)]
    [InlineData(10, 2.228)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    [InlineData(100_000, 1.960)]
    public void The_quantile_is_that_of_the_tables(double degrees, double expected) => Assert.Equal(expected, StudentT.Quantile(0.05, degrees), 3);

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(1, 1, 0.5)]
    [InlineData(2.571, 5, 0.05)]
    [InlineData(4.032, 5, 0.01)]
    [InlineData(-2.228, 10, 0.05)]
    public void The_probability_is_that_of_the_tables(double t, double degrees, double expected) => Assert.Equal(expected, StudentT.TwoSided(t, degrees), 4);
}
