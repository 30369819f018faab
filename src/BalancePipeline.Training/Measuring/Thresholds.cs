using BalancePipeline.Scoring;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Measuring;

/// <summary>Chooses from which probability on a label is given, for the best micro F1 of its kind.</summary>
internal static class Thresholds
{
    private static readonly float[] Steps = [.. Enumerable.Range(3, 25).Select(i => i / 40f)];

    /// <summary>One threshold for each kind: a threshold for each label would fit the few replies of rare ones.</summary>
    public static float[] Choose(IReadOnlyList<(Example Gold, Prediction Said)> pairs)
    {
        var thresholds = new float[LabelIndex.Count];
        foreach (var kind in Enum.GetValues<LabelKind>())
        {
            bool Counts(int label) => LabelIndex.At(label).Kind == kind;
            var best = Steps.MaxBy(step => Figures.MicroF1(pairs, [.. Enumerable.Repeat(step, LabelIndex.Count)], Counts, Testimony.WeightOf));
            for (var label = 0; label < thresholds.Length; label++)
            {
                if (Counts(label)) thresholds[label] = best;
            }
        }

        return thresholds;
    }
}
