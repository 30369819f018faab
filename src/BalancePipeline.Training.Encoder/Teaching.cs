using System.Diagnostics;
using BalancePipeline.Training.Examples;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BalancePipeline.Training.Encoder;

/// <summary>Teaches the encoder from a seed: AdamW, rates that rise and then fall, texts of like length side by side.</summary>
internal static class Teaching
{
    private const double WarmUp = 0.06;

    // Texts are sorted by length among so many batches, so that little is filled up and chance is kept.
    private const int Neighbours = 32;

    // Steps between two lines of progress.
    private const int Told = 50;

    /// <param name="transformer">Learns.</param>
    /// <param name="lessons">What it learns from.</param>
    /// <param name="rates">How.</param>
    /// <param name="goesOn">Whether another course follows: then the rates stay up.</param>
    /// <param name="seed">Of all chance.</param>
    public static void Run(Transformer transformer, IReadOnlyList<Lesson> lessons, TeachingRates rates, bool goesOn, int seed)
    {
        var chance = new Random(seed);
        Parameter[] heads = [.. transformer.Heads.SelectMany(head => head.parameters())];
        var body = transformer.parameters().Where(one => !heads.Any(head => head.Handle == one.Handle));
        var optimizer = optim.AdamW([
            new AdamW.ParamGroup(body) { Options = new() { LearningRate = rates.Body, weight_decay = rates.Decay } },
            new AdamW.ParamGroup(heads) { Options = new() { LearningRate = rates.Heads, weight_decay = rates.Decay } },
        ]);
        var groups = optimizer.ParamGroups.ToArray();
        var steps = rates.Epochs * ((lessons.Count + rates.Batch - 1) / rates.Batch);
        var (step, sum, watch) = (0, 0.0, Stopwatch.StartNew());
        transformer.train();
        for (var epoch = 0; epoch < rates.Epochs; epoch++)
        {
            foreach (var texts in Order(lessons, rates.Batch, chance))
            {
                using var scope = NewDisposeScope();
                var progress = (double)step / steps;
                var rate = (Math.Min(1, progress / WarmUp) * (goesOn ? 1 : 1 - progress)) + 0.001;
                (groups[0].LearningRate, groups[1].LearningRate) = (rates.Body * rate, rates.Heads * rate);
                var batch = new Batch(texts, [.. texts.Select(text => Ask(text, rates, chance))]);
                var (outputs, attention) = transformer.Read(batch.Pieces, batch.Own, batch.Asked);
                var loss = batch.Loss(outputs, attention, rates);
                optimizer.zero_grad();
                loss.backward();
                nn.utils.clip_grad_norm_(transformer.parameters(), 1);
                optimizer.step();
                sum += loss.item<float>();
                if (++step % Told != 0) continue;
                Console.WriteLine($"  {step} of {steps}, {watch.Elapsed.TotalSeconds:0} s: loss {sum / Told:0.000}");
                sum = 0;
            }
        }

        transformer.eval();
    }

    /// <summary>The question as it was asked, another one, or none: a reader must do with any.</summary>
    private static int[] Ask(Lesson lesson, TeachingRates rates, Random chance)
    {
        var (questions, by) = (lesson.Questions, chance.NextDouble());
        if (questions.Length == 0 || by < rates.Unasked) return [];
        return questions[by < rates.Unasked + rates.Paraphrased ? chance.Next(questions.Length) : 0];
    }

    private static IEnumerable<Lesson[]> Order(IReadOnlyList<Lesson> lessons, int batch, Random chance)
    {
        Lesson[] order = [.. lessons];
        chance.Shuffle(order);
        foreach (var neighbours in order.Chunk(batch * Neighbours))
        {
            Lesson[][] batches = [.. neighbours.OrderBy(lesson => lesson.Pieces.Length).Chunk(batch)];
            chance.Shuffle(batches);
            foreach (var one in batches) yield return one;
        }
    }
}

/// <summary>How the encoder is taught.</summary>
internal sealed record TeachingRates
{
    public int Epochs { get; init; } = 2;

    public int Batch { get; init; } = 16;

    public double Dropout { get; init; } = 0.1;

    /// <summary>Learning rate of what was learned before from public text.</summary>
    public double Body { get; init; } = 1e-4;

    /// <summary>Learning rate of what is new.</summary>
    public double Heads { get; init; } = 1e-3;

    public double Decay { get; init; } = 0.01;

    /// <summary>How often a reply is read without its question.</summary>
    public double Unasked { get; init; } = 0.15;

    /// <summary>How often it is read with another question that it answers as well.</summary>
    public double Paraphrased { get; init; } = 0.3;

    /// <summary>Weight of the measures' squared error beside the labels' cross-entropy.</summary>
    public double Measures { get; init; } = 1.5;

    public double Scorable { get; init; } = 0.5;

    /// <summary>Weight of the attention on underlined words.</summary>
    public double Quotes { get; init; } = 0.3;

    /// <summary>Weight of the measures of a clause: they are labelled by another habit than those of replies.</summary>
    public float ClauseMeasures { get; init; } = 0.3f;

    /// <summary>Weight of a reply with three annotators beside one with one.</summary>
    public float Annotated { get; init; } = 3;

    /// <summary>Weight of a clause beside a reply.</summary>
    public float Clause { get; init; } = 0.7f;

    public float WeightOf(Example example) => example.Source is ExampleSource.Dev ? Annotated : example.IsReply ? 1 : Clause;
}
