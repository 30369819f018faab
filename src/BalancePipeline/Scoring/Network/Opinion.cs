using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>What the models say together of one reply.</summary>
internal sealed class Opinion
{
    private readonly float[] _network = new float[NetworkShape.Outputs];
    private readonly float[] _linear = new float[LinearModel.Outputs];
    private readonly SentenceOpinion _sentences = new();
    private readonly List<int> _features = [];
    private float[] _attention = [];
    private int _length;

    public float Results { get; private set; }

    public float Relationships { get; private set; }

    public float Depth { get; private set; }

    /// <summary>Probability that the reply can be scored.</summary>
    public float Scorable { get; private set; }

    /// <summary>How far the models are apart on the axes, in steps of the framework's table.</summary>
    public float Doubt { get; private set; }

    /// <summary>A probability for each label.</summary>
    public float[] Labels { get; } = new float[LabelIndex.Count];

    /// <summary>Mean outputs of the networks, for training.</summary>
    public ReadOnlySpan<float> NetworkOutputs => _network;

    /// <summary>Outputs of the linear model, for training.</summary>
    public ReadOnlySpan<float> LinearOutputs => _linear;

    /// <summary>What the linear model says of the sentences, one by one.</summary>
    public SentenceOpinion Sentences => _sentences;

    /// <summary>How much each token speaks for a label.</summary>
    public ReadOnlySpan<float> AttentionOf(int label) => _attention.AsSpan(label * _length, _length);

    /// <summary>Runs the models.</summary>
    public void Form(IReadOnlyList<ReplyNetwork> networks, LinearModel linear, ReadReply reply, NetworkPass pass)
    {
        var inputs = CollectionsMarshal.AsSpan(reply.Inputs);
        _length = inputs.Length;
        if (_attention.Length < _length * LabelIndex.Count) _attention = new float[_length * LabelIndex.Count * 2];
        Array.Clear(_attention);
        Array.Clear(_network);
        foreach (var network in networks)
        {
            network.Run(inputs, pass);
            TensorPrimitives.MultiplyAdd(pass.Outputs, 1f / networks.Count, _network, _network);
            AddAttention(pass);
        }

        var features = new ReplyFeatures(linear.Buckets);
        features.Collect(reply, _features);
        linear.Run(_features, _linear);
        _sentences.Form(linear, features, reply);
    }

    /// <summary>Turns the models' outputs into statements.</summary>
    public void Judge(Judgement judgement)
    {
        float Blend(int output) => judgement.Blends[output].Of(_network[output], _linear[output], _sentences.Any[output]);
        Results = Math.Clamp(Blend(0) * 2, 0, (float)Framework.AxisMaximum);
        Relationships = Math.Clamp(Blend(1) * 2, 0, (float)Framework.AxisMaximum);
        Depth = Math.Clamp(Blend(2) * 2, 0, (float)Framework.DepthMaximum);
        Scorable = Sigmoid(Blend(3));
        Doubt = Math.Abs(_network[0] - _linear[0]) + Math.Abs(_network[1] - _linear[1]);
        for (var label = 0; label < Labels.Length; label++) Labels[label] = Sigmoid(Blend(NetworkShape.Measures + label));
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
