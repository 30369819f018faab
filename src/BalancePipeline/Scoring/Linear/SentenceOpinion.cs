using System.Numerics.Tensors;

namespace BalancePipeline.Scoring.Linear;

/// <summary>
/// What the linear model says of a reply's sentences, each read alone. A label is mostly one sentence's doing, and among the words of
/// the others it drowns.
/// </summary>
internal sealed class SentenceOpinion
{
    // Logits beyond this are the same certainty.
    private const float Surest = 30;

    private readonly float[] _odds = new float[ModelOutputs.Width];
    private readonly float[] _softplus = new float[ModelOutputs.Width];
    private float[] _logits = [];

    /// <summary>For each label the logit that at least one sentence carries it, were they independent; 0 for the measures.</summary>
    public float[] Any { get; } = new float[ModelOutputs.Width];

    /// <summary>Logit of a label in a sentence.</summary>
    public float Of(int sentence, int label) => _logits[(sentence * ModelOutputs.Width) + ModelOutputs.Measures + label];

    /// <summary>Reads the sentences.</summary>
    public void Form(LinearModel linear, ReplyFeatures features, int sentences)
    {
        if (_logits.Length < sentences * ModelOutputs.Width) _logits = new float[sentences * ModelOutputs.Width * 2];
        Array.Clear(_odds);
        for (var sentence = 0; sentence < sentences; sentence++)
        {
            var logits = _logits.AsSpan(sentence * ModelOutputs.Width, ModelOutputs.Width);
            linear.Run(features.Of(sentence), logits);
            // log(1 + e^x)
            TensorPrimitives.Min(logits, Surest, _softplus);
            TensorPrimitives.Exp(_softplus, _softplus);
            TensorPrimitives.LogP1(_softplus, _softplus);
            TensorPrimitives.Add(_odds, _softplus, _odds);
        }

        // 1 - prod(1 - p) has the odds prod(1 + e^logit) - 1.
        TensorPrimitives.Min(_odds, Surest, _odds);
        TensorPrimitives.ExpM1(_odds, _odds);
        TensorPrimitives.Max(_odds, 1e-6f, _odds);
        TensorPrimitives.Log(_odds, Any);
        Array.Clear(Any, 0, ModelOutputs.Measures);
    }
}
