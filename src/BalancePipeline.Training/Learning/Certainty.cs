using BalancePipeline.Scoring.Judging;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training.Learning;

/// <summary>
/// How often both axes are read within one step. How far the models are apart does not tell: it was tried, and those nearest to each other
/// were not right more often.
/// </summary>
internal static class Certainty
{
    public static float Of(IReadOnlyList<Testimony> said, Blend[] blends) =>
        said.Where(one => one.Example.Scorable is not false).Average(one => IsNear(Prediction.Of(one, blends), one) ? 1f : 0);

    private static bool IsNear(Prediction prediction, Testimony one) =>
        Math.Abs(prediction.Results - one.Example.Results!.Value) <= 1 && Math.Abs(prediction.Relationships - one.Example.Relationships!.Value) <= 1;
}
