using BalancePipeline.Insights.Figures;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

public sealed class TakenOutLabelsTests
{
    [Theory]
    [ClassData(typeof(Engines))]
    public async Task What_a_writer_took_out_counts_in_no_figure_of_a_group(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var weeks = new WrittenWeeks(story);
        var person = (await weeks.PeopleAsync(await weeks.TeamAsync("Sales"), 1))[0];
        await weeks.WriteAsync(person, 0, FixedScorer.Usual with
        {
            Labels = [new ScoreLabel(LabelKind.Practiced, "feedback", 1, 0, 1), new ScoreLabel(LabelKind.Risk, "burnout", 1, 0, 1)],
        });
        await using var db = story.OpenDb();
        var reply = await db.Replies.SingleAsync();

        Assert.True(await story.Get<ScoreCorrecting>().TakeOutAsync(person.Id, reply.Id, LabelKind.Risk, "burnout"));

        Assert.Equal(["feedback"], await LabelsAsync(story));
        Assert.True(await story.Get<ScoreCorrecting>().PutBackAsync(person.Id, reply.Id, LabelKind.Risk, "burnout"));
        Assert.Equal(["feedback", "burnout"], await LabelsAsync(story));
    }

    private static async Task<List<string>> LabelsAsync(TestStory story)
    {
        await using var db = story.OpenDb();
        var labels = new List<string>();
        await foreach (var scores in PersonWeeks.ReadScoresAsync(db, WrittenWeeks.First, WrittenWeeks.First, teamIds: null, DateTimeOffset.MaxValue, CancellationToken.None))
            labels.AddRange(scores.SelectMany(score => score.Labels).Select(label => label.Code));
        return labels;
    }
}
