using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Judging;

/// <summary>What the models say together of one reply.</summary>
internal sealed class Opinion
{
    private readonly float[] _encoder = new float[ModelOutputs.Width];
    private readonly float[] _linear = new float[ModelOutputs.Width];
    private readonly SentenceOpinion _sentences = new();
    private readonly EncoderPass _pass = new();
    private readonly ReplyFeatures _features = new();
    private float[] _attention = [];
    private int _length;

    public float Results { get; private set; }

    public float Relationships { get; private set; }

    public float Depth { get; private set; }

    /// <summary>Probability that the reply can be scored.</summary>
    public float Scorable { get; private set; }

    /// <summary>A probability for each label.</summary>
    public float[] Labels { get; } = new float[LabelIndex.Count];

    /// <summary>Outputs of the encoder, for training.</summary>
    public ReadOnlySpan<float> EncoderOutputs => _encoder;

    /// <summary>Outputs of the linear model, for training.</summary>
    public ReadOnlySpan<float> LinearOutputs => _linear;

    /// <summary>What the linear model says of the sentences, one by one.</summary>
    public SentenceOpinion Sentences => _sentences;

    /// <summary>How much each token speaks for a label.</summary>
    public ReadOnlySpan<float> AttentionOf(int label) => _attention.AsSpan(label * _length, _length);

    /// <summary>Runs the models; without an encoder only the linear one.</summary>
    public void Form(ReplyEncoder? encoder, LinearModel linear, ReadReply? question, ReadReply reply)
    {
        _length = reply.Tokens.Count;
        if (_attention.Length < _length * LabelIndex.Count) _attention = new float[_length * LabelIndex.Count * 2];
        Array.Clear(_attention);
        Array.Clear(_encoder);
        encoder?.Run(question, reply, _pass, _encoder, _attention.AsSpan(0, _length * LabelIndex.Count));

        _features.Collect(reply, linear.Buckets);
        linear.Run(_features.Whole, _linear);
        _sentences.Form(linear, _features, reply.Sentences.Count);
    }

    /// <summary>Turns the models' outputs into statements.</summary>
    public void Judge(Judgement judgement)
    {
        float Blend(int output) => judgement.Blends[output].Of(_encoder[output], _linear[output], _sentences.Any[output]);
        Results = Math.Clamp(Blend(0) * 2, 0, (float)Framework.AxisMaximum);
        Relationships = Math.Clamp(Blend(1) * 2, 0, (float)Framework.AxisMaximum);
        Depth = Math.Clamp(Blend(2) * 2, 0, (float)Framework.DepthMaximum);
        Scorable = Sigmoid(Blend(3));
        for (var label = 0; label < Labels.Length; label++) Labels[label] = Sigmoid(Blend(ModelOutputs.Measures + label));
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
