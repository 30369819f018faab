using BalancePipeline.Scoring.Network;

namespace BalancePipeline.Training.Learning;

/// <summary>Adam with decoupled weight decay, and a running average of the weights, which is what gets shipped.</summary>
internal sealed class Adam(NetworkWeights weights, LearningRates rates)
{
    private const float First = 0.9f;
    private const float Second = 0.999f;
    private const float Averaging = 0.998f;

    private readonly NetworkWeights _means = new(weights.Shape);
    private readonly NetworkWeights _squares = new(weights.Shape);
    private int _step;

    /// <summary>The running average.</summary>
    public NetworkWeights Average { get; } = Copy(weights);

    public void Step(NetworkWeights gradients, float rate)
    {
        _step++;
        var scale = rate * MathF.Sqrt(1 - MathF.Pow(Second, _step)) / (1 - MathF.Pow(First, _step));
        var averaging = Math.Min(Averaging, (1f + _step) / (10 + _step));
        foreach (var (((value, gradient), (mean, square)), average) in weights.All.Zip(gradients.All).Zip(_means.All.Zip(_squares.All)).Zip(Average.All))
        {
            var decay = value.Name is "hashed" or "state" ? 0 : rate * rates.Decay;
            Step(value.Values, gradient.Values, mean.Values, square.Values, average.Values, scale, decay, averaging);
        }
    }

    private static void Step(float[] value, float[] gradient, float[] mean, float[] square, float[] average, float scale, float decay, float averaging)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var g = gradient[i];
            mean[i] = (First * mean[i]) + ((1 - First) * g);
            square[i] = (Second * square[i]) + ((1 - Second) * g * g);
            value[i] -= (scale * mean[i] / (MathF.Sqrt(square[i]) + 1e-8f)) + (decay * value[i]);
            average[i] += (1 - averaging) * (value[i] - average[i]);
        }
    }

    private static NetworkWeights Copy(NetworkWeights from)
    {
        var copy = new NetworkWeights(from.Shape);
        foreach (var (a, b) in from.All.Zip(copy.All)) a.Values.CopyTo(b.Values, 0);
        return copy;
    }
}
