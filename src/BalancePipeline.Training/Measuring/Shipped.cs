using BalancePipeline.Scoring;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Measuring;

/// <summary>The figures of the scorer as it ships, on replies that its training never saw.</summary>
internal static class Shipped
{
    public static async Task PrintAsync(string data)
    {
        foreach (var scorer in (EmbeddedReplyScorer[])[new(), new(quick: true)])
        {
            await PrintAsync($"{scorer.Version}, held out of dev.jsonl", scorer, ExampleFiles.ReadHeldOut(data));
            foreach (var replies in ExampleFiles.ReadUnseen(data)) await PrintAsync($"{scorer.Version}, unseen writer {replies[0].Id[0]}", scorer, replies);
        }
    }

    private static async Task PrintAsync(string title, EmbeddedReplyScorer scorer, List<Example> replies)
    {
        var pairs = new List<(Example Gold, Prediction Said)>(replies.Count);
        foreach (var reply in replies) pairs.Add((reply, Said(await scorer.ScoreAsync(reply.Question, reply.Text))));
        Console.WriteLine(title);
        Console.WriteLine($"  {Figures.Of(pairs, [.. Enumerable.Repeat(0.5f, LabelIndex.Count)])}");
    }

    // Which labels are given is the scorer's own decision: the probability here is 1 or 0.
    private static Prediction Said(ReplyScore score)
    {
        var labels = new float[LabelIndex.Count];
        foreach (var label in score.Labels) labels[LabelIndex.Of(label.Kind, label.Code)] = 1;
        return new Prediction((float)score.Results, (float)score.Relationships, (float)score.Depth, score.Scorable ? 1 : 0, labels);
    }
}
