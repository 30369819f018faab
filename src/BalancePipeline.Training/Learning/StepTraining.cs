using BalancePipeline.Scoring.Judging;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training.Learning;

/// <summary>
/// Finds the steps of a measure with the least absolute error. A regression gives the mean of what readers would say, which stays
/// away from the ends of the scale; the least absolute error wants the median. Order is kept, since steps rise.
/// </summary>
internal static class StepTraining
{
    private const int Count = 9;

    // Two replies that differ before must differ after.
    private const float LeastRise = 0.08f;

    private const float Move = 0.02f;

    public static Blend Fit(Blend blend, IReadOnlyList<Testimony> said, int output, Func<Example, float?> gold)
    {
        var pairs = said.Where(one => gold(one.Example) is not null)
            .Select(one => (Sum: blend.Of(one.Encoder[output], one.Linear[output], 0), Gold: gold(one.Example)!.Value / 2, one.Weight)).ToArray();
        var steps = Enumerable.Range(0, Count).Select(i => i * Blend.Step).ToArray();
        var best = Error(steps, pairs);
        for (var improved = true; improved;)
        {
            improved = false;
            for (var i = 0; i < Count; i++)
            {
                foreach (var move in (float[])[-Move, Move])
                {
                    var tried = (float[])steps.Clone();
                    tried[i] += move;
                    if (tried[i] < 0 || (i > 0 && tried[i] < tried[i - 1] + LeastRise) || (i + 1 < Count && tried[i] > tried[i + 1] - LeastRise)) continue;
                    var error = Error(tried, pairs);
                    if (error < best - 1e-6) (steps, best, improved) = (tried, error, true);
                }
            }
        }

        return blend with { Steps = steps };
    }

    // A little squared error as well: lean is the difference of two measures, and flat steps would blur it.
    private static double Error(float[] steps, (float Sum, float Gold, float Weight)[] pairs)
    {
        var map = new Blend(1, 0, 0, 0, steps);
        return pairs.Sum(pair => pair.Weight * Cost(Math.Max(0, map.Of(pair.Sum, 0, 0)) - pair.Gold));
    }

    private static double Cost(double error) => Math.Abs(error) + (0.3 * error * error);
}
