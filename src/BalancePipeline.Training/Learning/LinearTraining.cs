using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Learning;

/// <summary>Teaches the linear model by stochastic gradient with a rate for each weight (AdaGrad), from a seed.</summary>
internal static class LinearTraining
{
    public static LinearModel Run(IReadOnlyList<(Example Example, int[] Features)> lessons, int buckets, LinearRates rates, int seed)
    {
        var model = new LinearModel(RowsOf(lessons, buckets, out var count), count);
        var squares = new float[model.Weights.Length];
        var clauseBias = new float[ModelOutputs.Width];
        var random = new Random(seed);
        var order = Enumerable.Range(0, lessons.Count).ToArray();
        var (outputs, gradient) = (new float[ModelOutputs.Width], new float[ModelOutputs.Width]);
        for (var epoch = 0; epoch < rates.Epochs; epoch++)
        {
            random.Shuffle(order);
            var rate = rates.Rate * (1 - (0.9f * epoch / rates.Epochs));
            foreach (var i in order)
            {
                var (example, features) = lessons[i];
                model.Run(features, outputs);
                if (!example.IsReply) for (var k = 0; k < outputs.Length; k++) outputs[k] += clauseBias[k];
                Loss.OfOutputs(example, outputs, rates.WeightOf(example), example.IsReply ? 1 : rates.ClauseMeasures, gradient);
                var scale = LinearModel.Scale(features.Length);
                foreach (var feature in features)
                {
                    var row = model.Rows[feature];
                    if (row >= 0) Step(model.Weights, squares, row * ModelOutputs.Width, gradient, scale, rate, rates);
                }

                for (var k = 0; k < gradient.Length; k++)
                {
                    model.Bias[k] -= 0.02f * rate * gradient[k];
                    if (!example.IsReply) clauseBias[k] -= 0.02f * rate * gradient[k];
                }
            }
        }

        return model;
    }

    // A feature that was met in one text tells only of that; the text's own sentences are no others.
    private static int[] RowsOf(IReadOnlyList<(Example Example, int[] Features)> lessons, int buckets, out int count)
    {
        var seen = new int[buckets];
        foreach (var feature in lessons.Where(lesson => lesson.Example.Source is not ExampleSource.Sentence).SelectMany(lesson => lesson.Features)) seen[feature]++;
        var rows = new int[buckets];
        count = 0;
        for (var bucket = 0; bucket < buckets; bucket++) rows[bucket] = seen[bucket] >= 2 ? count++ : -1;
        return rows;
    }

    private static void Step(float[] weights, float[] squares, int start, float[] gradient, float scale, float rate, LinearRates rates)
    {
        for (var k = 0; k < gradient.Length; k++)
        {
            var i = start + k;
            var g = (gradient[k] * scale) + (rates.Decay * weights[i]);
            squares[i] += g * g;
            weights[i] -= (k < 3 ? rates.Measures : 1) * rate * g / (MathF.Sqrt(squares[i]) + 1e-3f);
        }
    }

    /// <summary>The examples as the linear model reads them.</summary>
    public static List<(Example Example, int[] Features)> Read(IEnumerable<Example> examples, Workshop shop, int buckets)
    {
        var (reply, features) = (new ReadReply(), new ReplyFeatures());
        var lessons = new List<(Example, int[])>();
        foreach (var example in examples)
        {
            shop.Read(example, reply);
            features.Collect(reply, buckets);
            lessons.Add((example, features.Whole.ToArray()));
        }

        return lessons;
    }
}

/// <summary>How the linear model is taught. The defaults were chosen on replies that it did not know.</summary>
internal sealed record LinearRates
{
    public int Epochs { get; init; } = 30;

    public float Rate { get; init; } = 0.2f;

    /// <summary>Share of the rate at which the measures learn: they are told by many weak words, labels by a few strong ones.</summary>
    public float Measures { get; init; } = 0.2f;

    public float Decay { get; init; } = 0.001f;

    public float Reply { get; init; } = 1;

    /// <summary>Weight of a reply with three annotators beside one with one.</summary>
    public float Annotated { get; init; } = 2;

    public float ClauseMeasures { get; init; } = 0.3f;

    public float WeightOf(Example example) => example.Source is ExampleSource.Dev ? Reply * Annotated : example.IsReply ? Reply : 1;
}
