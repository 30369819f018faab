using BalancePipeline.Insights.Privacy;

namespace BalancePipeline.Tests.Insights;

/// <summary>Somebody who knows how many were asked reads the bands of writers and the answer rate together.</summary>
public sealed class AnswersTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Bands_never_tell_that_everybody_wrote_or_that_some_but_fewer_than_the_minimum_did_not(int minimum)
    {
        // A group of just the minimum is shown only when all of it wrote; that cannot be hidden from whoever knows its size.
        for (var asked = minimum + 1; asked < 40 * minimum; asked++)
        {
            var said = Enumerable.Range(minimum, asked - minimum + 1)
                .ToLookup(writers => (Answers.Writers(writers, asked, minimum), Answers.Rate(writers, asked, minimum)));
            foreach (var writers in said)
            {
                var (fewest, most) = (asked - writers.Max(), asked - writers.Min());
                Assert.False(most == 0 || (fewest > 0 && most < minimum), $"{asked} asked, {writers.Key}: {fewest} to {most} were silent.");
            }
        }
    }

    [Fact]
    public void Bands_hold_the_number_they_stand_for()
    {
        for (var asked = 0; asked < 100; asked++)
        {
            for (var writers = 5; writers < 120; writers++)
            {
                var band = Answers.Writers(writers, asked, 5);
                Assert.InRange(writers, band.Minimum, band.Maximum);
            }
        }
    }

    [Theory]
    [InlineData(10, 40, "quarter-to-half")]
    [InlineData(9, 40, "under-quarter")]
    [InlineData(20, 40, "half-to-three-quarters")]
    [InlineData(30, 40, "over-three-quarters")]
    [InlineData(41, 40, "over-three-quarters")]
    [InlineData(7, 8, null)]
    public void Rates_are_quarters_of_those_asked(int writers, int asked, string? rate) =>
        Assert.Equal(rate, Answers.Rate(writers, asked, 5));
}
