using BalancePipeline.Scoring.Judging;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;

namespace BalancePipeline.Training.Measuring;

/// <summary>Prints how well encoder, linear model and both together read replies that they never saw.</summary>
internal static class Comparison
{
    public static void Print(IReadOnlyList<Testimony> said)
    {
        var replies = said.Where(one => one.Example.IsReply).ToList();
        Print("encoder alone", replies, BlendTraining.Run(replies, linear: false));
        Print("linear model alone", replies, BlendTraining.Run(replies, encoder: false));
        var blends = BlendTraining.Run(replies);
        Print("both", replies, blends);
        PrintEvidence(replies, blends);
    }

    public static void Print(string title, IReadOnlyList<Testimony> said, Blend[] blends)
    {
        Console.WriteLine(title);
        List<(Example Gold, Prediction Said)> pairs = [.. said.Select(one => (one.Example, Prediction.Of(one, blends)))];
        var thresholds = Thresholds.Choose(pairs);
        foreach (var group in pairs.GroupBy(pair => pair.Gold.Source is ExampleSource.Dev ? "Dev" : "Writers")) Console.WriteLine($"  {group.Key,-8} {Figures.Of([.. group], thresholds)}");
    }

    private static void PrintEvidence(IReadOnlyList<Testimony> said, Blend[] blends)
    {
        List<(Example Gold, Prediction Said)> pairs = [.. said.Select(one => (one.Example, Prediction.Of(one, blends)))];
        var thresholds = Thresholds.Choose(pairs);
        var (given, holding, share) = (0, 0, 0.0);
        foreach (var (one, prediction) in said.Zip(pairs, (one, pair) => (one, pair.Said)))
        {
            foreach (var quote in one.Example.Quotes.Where(quote => prediction.Labels[quote.Label] >= thresholds[quote.Label]))
            {
                var (start, end) = one.Evidence[quote.Label];
                given++;
                if (start <= quote.Start && quote.End <= end) holding++;
                share += (double)(end - start) / one.Example.Text.Length;
            }
        }

        if (given > 0) Console.WriteLine($"  evidence holds the underlined words for {holding} of {given} labels rightly given ({(double)holding / given:P0}); it is {share / given:P0} of the reply");
    }
}
