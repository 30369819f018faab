using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Network;
using BalancePipeline.Training.Learning;

namespace BalancePipeline.Training.Measuring;

/// <summary>Several networks from different seeds that answer together.</summary>
internal sealed class Jury(WordVectors vectors)
{
    private readonly List<ReplyNetwork> _networks = [];

    public void Add(NetworkWeights weights) => _networks.Add(new ReplyNetwork(weights, vectors));

    public Prediction Say(Lesson lesson)
    {
        var pass = new NetworkPass(_networks[0].Weights.Shape);
        return Prediction.Average([.. _networks.Select(network => Say(network, lesson, pass))]);
    }

    private static Prediction Say(ReplyNetwork network, Lesson lesson, NetworkPass pass)
    {
        network.Run(lesson.Inputs, pass);
        return Read(pass.Outputs);
    }

    /// <summary>The outputs of a model as a prediction.</summary>
    public static Prediction Read(float[] outputs) => new(
        Math.Clamp(outputs[0] * 2, 0, 4),
        Math.Clamp(outputs[1] * 2, 0, 4),
        Math.Clamp(outputs[2] * 2, 0, 3),
        Loss.Sigmoid(outputs[3]),
        [.. Enumerable.Range(NetworkShape.Measures, LabelIndex.Count).Select(i => Loss.Sigmoid(outputs[i]))]);
}
