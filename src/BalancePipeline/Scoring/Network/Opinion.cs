using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>What the networks say together of one reply: the mean of their numbers.</summary>
internal sealed class Opinion
{
    private float[] _attention = [];
    private int _length;

    public float Results { get; private set; }

    public float Relationships { get; private set; }

    public float Depth { get; private set; }

    /// <summary>Probability that the reply can be scored.</summary>
    public float Scorable { get; private set; }

    /// <summary>A probability for each label.</summary>
    public float[] Labels { get; } = new float[LabelIndex.Count];

    /// <summary>How much each token speaks for a label.</summary>
    public ReadOnlySpan<float> AttentionOf(int label) => _attention.AsSpan(label * _length, _length);

    public void Form(IReadOnlyList<ReplyNetwork> networks, ReadReply reply, NetworkPass pass)
    {
        var inputs = CollectionsMarshal.AsSpan(reply.Inputs);
        _length = inputs.Length;
        if (_attention.Length < _length * LabelIndex.Count) _attention = new float[_length * LabelIndex.Count * 2];
        Array.Clear(_attention);
        Array.Clear(Labels);
        float results = 0, relationships = 0, depth = 0, scorable = 0;
        foreach (var network in networks)
        {
            network.Run(inputs, pass);
            results += Math.Clamp(pass.Outputs[0] * 2, 0, (float)Framework.AxisMaximum);
            relationships += Math.Clamp(pass.Outputs[1] * 2, 0, (float)Framework.AxisMaximum);
            depth += Math.Clamp(pass.Outputs[2] * 2, 0, (float)Framework.DepthMaximum);
            scorable += Sigmoid(pass.Outputs[3]);
            var logits = pass.Outputs.AsSpan(NetworkShape.Measures, LabelIndex.Count);
            TensorPrimitives.Sigmoid(logits, logits);
            TensorPrimitives.Add(Labels, logits, Labels);
            AddAttention(pass);
        }

        var share = 1f / networks.Count;
        (Results, Relationships, Depth, Scorable) = (results * share, relationships * share, depth * share, scorable * share);
        TensorPrimitives.Multiply(Labels, share, Labels);
    }

    private void AddAttention(NetworkPass pass)
    {
        for (var t = 0; t < _length; t++)
        {
            var attention = pass.Heads.AsSpan((t * NetworkShape.Heads) + LabelIndex.Count, LabelIndex.Count);
            for (var label = 0; label < LabelIndex.Count; label++) _attention[(label * _length) + t] += attention[label];
        }
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
