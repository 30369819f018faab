using BalancePipeline.Receipts;
using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Receipts;

public sealed class TipChoiceTests
{
    private static readonly ReplyScore Driven = new()
    {
        Results = 4,
        Labels = [new ScoreLabel(LabelKind.Practiced, "priorities", 1, 0, 1), new ScoreLabel(LabelKind.Neglected, "feedback", 1, 0, 1)],
    };

    [Fact]
    public void A_tip_is_for_what_was_left_undone_and_for_where_the_person_stands()
    {
        var tip = TipChoice.Next([Driven], []);

        Assert.Equal(("feedback", "results-leaning"), (tip.Practice, tip.Pattern));
    }

    [Fact]
    public void No_tip_comes_twice_before_all_that_fit_have_been_given()
    {
        var fitting = TipLibrary.Tips.Count(tip => tip.Pattern is "any" or "results-leaning");
        var given = new List<string>();
        while (given.Count < fitting) given.Add(TipChoice.Next([Driven], given).Id);

        Assert.Equal(fitting, given.Distinct().Count());
        Assert.Equal(given[0], TipChoice.Next([Driven], given).Id);
    }

    [Fact]
    public void Somebody_without_scores_gets_a_tip_too() => Assert.NotNull(TipChoice.Next([], []));

    [Fact]
    public void Every_tip_has_all_languages_a_practice_of_the_framework_and_an_id_of_its_own()
    {
        Assert.Equal(TipLibrary.Tips.Count, TipLibrary.Tips.DistinctBy(tip => tip.Id).Count());
        Assert.All(TipLibrary.Tips, tip =>
        {
            Assert.Contains(tip.Practice, Framework.Practices.Select(practice => practice.Code));
            Assert.Contains(tip.Pattern, Enum.GetValues<Position>().Select(position => position.Code()).Append("any"));
            Assert.Equal(["de", "en", "es", "fr"], tip.Text.Keys.Order(StringComparer.Ordinal));
        });
    }
}
