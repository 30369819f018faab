using BalancePipeline.Scoring.Judging;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training.Learning;

/// <summary>Learns how often both axes are read within one step, by how far the models are apart.</summary>
internal static class Certainty
{
    // Few replies have much doubt; each step borrows this many from the one before it.
    private const float Borrowed = 30;

    /// <param name="said">What the models said of replies that they did not know.</param>
    /// <param name="blends">How they are blended.</param>
    /// <param name="doubts">Steps of doubt to tell apart; 1 where one model speaks alone.</param>
    public static float[] Learn(IReadOnlyList<Testimony> said, Blend[] blends, int doubts)
    {
        var steps = new float[doubts];
        var before = 0.7f;
        for (var step = 0; step < steps.Length; step++)
        {
            var (count, right) = (Borrowed, Borrowed * before);
            foreach (var one in said.Where(one => one.Example.Scorable is not false && StepOf(one) == step))
            {
                var prediction = Prediction.Of(one, blends);
                count++;
                if (Math.Abs(prediction.Results - one.Example.Results!.Value) <= 1 && Math.Abs(prediction.Relationships - one.Example.Relationships!.Value) <= 1) right++;
            }

            // More doubt is never more certain.
            steps[step] = before = step == 0 ? right / count : Math.Min(before, right / count);
        }

        return steps;

        int StepOf(Testimony one) => Math.Clamp((int)((Math.Abs(one.Encoder[0] - one.Linear[0]) + Math.Abs(one.Encoder[1] - one.Linear[1])) * 10), 0, steps.Length - 1);
    }
}
