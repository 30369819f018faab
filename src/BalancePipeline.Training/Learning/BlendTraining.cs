using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training.Learning;

/// <summary>
/// Learns from testimony how much to believe each model: a regression for each measure, and for each kind of label one logistic regression
/// with an offset for each label. What comes out of the latter is calibrated.
/// </summary>
internal static class BlendTraining
{
    public static Blend[] Run(IReadOnlyList<Testimony> said, bool encoder = true, bool linear = true)
    {
        var blends = new Blend[ModelOutputs.Measures + LabelIndex.Count];
        var scorable = said.Where(one => one.Example.Scorable is not false).ToList();
        Func<Example, float?>[] measures = [example => example.Results, example => example.Relationships, example => example.Depth];
        for (var output = 0; output < measures.Length; output++) blends[output] = StepTraining.Fit(Regress(scorable, output, measures[output], encoder, linear), scorable, output, measures[output]);
        blends[3] = Logistic(said, [3], (example, _) => example.Scorable ?? true, encoder, linear)[0];
        foreach (var kind in Enum.GetValues<LabelKind>())
        {
            var labels = Enumerable.Range(0, LabelIndex.Count).Where(label => LabelIndex.At(label).Kind == kind).ToArray();
            var fitted = Logistic(said, [.. labels.Select(label => ModelOutputs.Measures + label)], (example, output) => example.Labels[output - ModelOutputs.Measures], encoder, linear);
            for (var i = 0; i < labels.Length; i++) blends[ModelOutputs.Measures + labels[i]] = fitted[i];
        }

        return blends;
    }

    private static Blend Regress(List<Testimony> said, int output, Func<Example, float?> gold, bool encoder, bool linear)
    {
        var (a, b, c) = (0.5, 0.5, 0.0);
        var weights = said.Sum(one => one.Weight);
        for (var step = 0; step < 4000; step++)
        {
            double ga = 0, gb = 0, gc = 0;
            foreach (var one in said)
            {
                var (n, l) = (encoder ? one.Encoder[output] : 0, linear ? one.Linear[output] : 0);
                var error = (a * n) + (b * l) + c - ((gold(one.Example) ?? 0) / 2);
                error *= one.Weight;
                (ga, gb, gc) = (ga + (error * n), gb + (error * l), gc + error);
            }

            (a, b, c) = (a - (0.3 * ga / weights), b - (0.3 * gb / weights), c - (0.3 * gc / weights));
        }

        return new Blend(encoder ? (float)a : 0, linear ? (float)b : 0, 0, (float)c);
    }

    private static Blend[] Logistic(IReadOnlyList<Testimony> said, int[] outputs, Func<Example, int, bool> gold, bool encoder, bool linear)
    {
        const double Shrink = 0.002;
        var (a, b, s) = (0.4, 0.3, 0.3);
        var weights = said.Sum(one => one.Weight);
        var offsets = new double[outputs.Length];
        for (var step = 0; step < 600; step++)
        {
            double ga = 0, gb = 0, gs = 0;
            for (var k = 0; k < outputs.Length; k++)
            {
                var gc = 0.0;
                foreach (var one in said)
                {
                    var (n, l, o) = (encoder ? one.Encoder[outputs[k]] : 0, linear ? one.Linear[outputs[k]] : 0, linear ? one.Sentences[outputs[k]] : 0);
                    var error = one.Weight * ((1 / (1 + Math.Exp(-((a * n) + (b * l) + (s * o) + offsets[k])))) - (gold(one.Example, outputs[k]) ? 1 : 0));
                    (ga, gb, gs, gc) = (ga + (error * n), gb + (error * l), gs + (error * o), gc + error);
                }

                offsets[k] -= 4 * ((gc / weights) + (Shrink * offsets[k]));
            }

            (a, b, s) = (a - (0.3 * ga / weights / outputs.Length), b - (0.3 * gb / weights / outputs.Length), s - (0.3 * gs / weights / outputs.Length));
        }

        return [.. offsets.Select(offset => new Blend(encoder ? (float)a : 0, linear ? (float)b : 0, linear ? (float)s : 0, (float)offset))];
    }
}
