using BalancePipeline.Scoring;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Measuring;

/// <summary>The figures of merit: rank correlation, mean absolute error, micro F1.</summary>
internal sealed record Figures(int Count, double Results, double Relationships, double Lean, double Depth, double ResultsError, double RelationshipsError, double[] F1, double Scorable)
{
    public static Figures Of(IReadOnlyList<(Example Gold, Prediction Said)> pairs, float[] thresholds)
    {
        double[] Gold(Func<Example, double?> value) => [.. pairs.Select(pair => value(pair.Gold) ?? 0)];
        double[] Said(Func<Prediction, double> value) => [.. pairs.Select(pair => pair.Said.Scorable < 0.5 ? 0 : value(pair.Said))];
        double Error(Func<Example, double?> gold, Func<Prediction, double> said) => Gold(gold).Zip(Said(said), (a, b) => Math.Abs(a - b)).Average();
        return new Figures(
            pairs.Count,
            Spearman(Gold(g => g.Results), Said(s => s.Results)),
            Spearman(Gold(g => g.Relationships), Said(s => s.Relationships)),
            Spearman(Gold(g => g.Results - g.Relationships), Said(s => s.Results - s.Relationships)),
            Spearman(Gold(g => g.Depth), Said(s => s.Depth)),
            Error(g => g.Results, s => s.Results),
            Error(g => g.Relationships, s => s.Relationships),
            [.. Enum.GetValues<LabelKind>().Select(kind => MicroF1(pairs, thresholds, label => LabelIndex.At(label).Kind == kind, _ => 1))],
            pairs.Average(pair => (pair.Gold.Scorable ?? true) == pair.Said.Scorable >= 0.5 ? 1.0 : 0));
    }

    public static double MicroF1(IReadOnlyList<(Example Gold, Prediction Said)> pairs, float[] thresholds, Func<int, bool> counts, Func<Example, float> weigh)
    {
        var labels = Enumerable.Range(0, LabelIndex.Count).Where(counts).ToArray();
        float hits = 0, wrong = 0;
        foreach (var (gold, said) in pairs)
        {
            var weight = weigh(gold);
            foreach (var label in labels)
            {
                var given = said.Scorable >= 0.5 && said.Labels[label] >= thresholds[label];
                if (given && gold.Labels[label]) hits += weight;
                else if (given || gold.Labels[label]) wrong += weight;
            }
        }

        return hits + wrong > 0 ? 2 * hits / ((2 * hits) + wrong) : 1;
    }

    public override string ToString() =>
        $"n {Count,4}  results {Results:0.000} ({ResultsError:0.00})  relationships {Relationships:0.000} ({RelationshipsError:0.00})  lean {Lean:0.000}  depth {Depth:0.000}  practiced {F1[0]:0.000}  neglected {F1[1]:0.000}  risks {F1[2]:0.000}  gains {F1[3]:0.000}  scorable {Scorable:0.000}";

    private static double Spearman(double[] a, double[] b)
    {
        var (x, y) = (Ranks(a), Ranks(b));
        var (mx, my) = (x.Average(), y.Average());
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (int i = 0, j; i < order.Length; i = j)
        {
            for (j = i; j < order.Length && values[order[j]] == values[order[i]]; j++) { }
            for (var k = i; k < j; k++) ranks[order[k]] = (i + j - 1) / 2.0;
        }

        return ranks;
    }
}
