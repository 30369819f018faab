using BalancePipeline.Scoring.Network;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training;

/// <summary>The data and the settings that every command works with.</summary>
internal sealed class Workshop
{
    public Workshop(string data, string words, int hidden, LearningRates rates, int seeds)
    {
        Vectors = WordVectors.Read(File.OpenRead(words));
        Shape = new NetworkShape(Vectors.Length, 24, 8192, 16, 32, hidden);
        var lexicon = Lexicon.Load(Vectors.Words);
        Patterns = PatternMatcher.Load(lexicon);
        Reader = new ReplyReader(lexicon, Patterns, Vectors, Shape.Buckets);
        Examples = ExampleFiles.ReadAll(data);
        Rates = rates;
        Seeds = seeds;
    }

    public WordVectors Vectors { get; }

    public NetworkShape Shape { get; }

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    public IReadOnlyList<Example> Examples { get; }

    public LearningRates Rates { get; }

    public int Seeds { get; }

    /// <summary>Trains one network a seed on some of the examples.</summary>
    public IEnumerable<NetworkWeights> Train(IEnumerable<Example> examples)
    {
        var lessons = Lesson.Read(examples, Reader);
        for (var seed = 1; seed <= Seeds; seed++) yield return NetworkTraining.Run(Shape, Vectors, lessons, Rates, seed);
    }

    /// <summary>What networks trained without an example say of it, for all replies: in folds, or a writer at a time.</summary>
    public List<(Example Gold, Prediction Said)> CrossValidate(Func<Example, int> fold, Action<string> progress)
    {
        var pairs = new List<(Example, Prediction)>();
        foreach (var test in Examples.Where(example => example.IsReply).GroupBy(fold).OrderBy(group => group.Key))
        {
            var left = test.Select(example => example.Id + example.Source).ToHashSet();
            var jury = new Jury(Vectors);
            foreach (var weights in Train(Examples.Where(example => !left.Contains(example.Id + example.Source)))) jury.Add(weights);
            pairs.AddRange(Lesson.Read(test, Reader).Select(lesson => (lesson.Example, jury.Say(lesson))));
            progress($"fold {test.Key}: {test.Count()} replies");
        }

        return pairs;
    }
}
