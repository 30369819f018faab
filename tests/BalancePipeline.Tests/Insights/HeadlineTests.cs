using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Insights;

public sealed class HeadlineTests
{
    [Theory]
    [InlineData(1.5, 1.4, 0, "Results and relationships get about the same attention.")]
    [InlineData(1.4, 2.6, 0, "Results and relationships get about the same attention.")]
    [InlineData(2.8, 1.4, 0, "Results get clearly more attention than relationships.")]
    [InlineData(2.8, 1.4, 1, "Results seem to get more attention than relationships, but chance alone could bring that.")]
    [InlineData(1.3, 2.7, 1.2, "Relationships seem to get more attention than results, but chance alone could bring that.")]
    [InlineData(1, 3, 0, "Relationships get clearly more attention than results.")]
    [InlineData(2, 3, 0, "Results and relationships are both looked after.")]
    [InlineData(1, 1.4, 0, "Neither results nor relationships get much attention.")]
    public async Task The_headline_says_clearly_only_of_a_clear_difference(double results, double relationships, double apart, string expected)
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        foreach (var (index, person) in (await weeks.PeopleAsync(team, 12)).Index())
        {
            var aside = index % 2 == 0 ? apart : -apart;
            await weeks.WriteAsync(person, 0, new ReplyScore { Results = results + aside, Relationships = relationships - aside, Confidence = 1 });
        }

        await weeks.ReleaseAsync(0);

        using var page = await story.CallAsync($"/?team={team.Id}", await story.LeaderTokenAsync(team.Id));

        Assert.Contains(expected, await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
