using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Linear;

/// <summary>
/// What the linear model says of a reply's sentences, each read alone. A label is mostly one sentence's doing, and among the words of
/// the others it drowns.
/// </summary>
internal sealed class SentenceOpinion
{
    private readonly List<int> _features = [];
    private readonly float[] _odds = new float[ModelOutputs.Width];
    private float[] _logits = [];

    /// <summary>For each label the logit that at least one sentence carries it, were they independent; 0 for the measures.</summary>
    public float[] Any { get; } = new float[ModelOutputs.Width];

    /// <summary>Logit of a label in a sentence.</summary>
    public float Of(int sentence, int label) => _logits[(sentence * ModelOutputs.Width) + ModelOutputs.Measures + label];

    /// <summary>Reads the sentences.</summary>
    public void Form(LinearModel linear, ReplyFeatures features, ReadReply reply)
    {
        if (_logits.Length < reply.Sentences.Count * ModelOutputs.Width) _logits = new float[reply.Sentences.Count * ModelOutputs.Width * 2];
        Array.Clear(_odds);
        for (var sentence = 0; sentence < reply.Sentences.Count; sentence++)
        {
            var logits = _logits.AsSpan(sentence * ModelOutputs.Width, ModelOutputs.Width);
            features.Collect(reply, reply.Sentences[sentence], _features);
            linear.Run(_features, logits);
            for (var k = ModelOutputs.Measures; k < logits.Length; k++) _odds[k] += Softplus(logits[k]);
        }

        // 1 - prod(1 - p) has the odds prod(1 + e^logit) - 1.
        for (var k = ModelOutputs.Measures; k < Any.Length; k++) Any[k] = MathF.Log(MathF.Max(float.Exp(MathF.Min(_odds[k], 30)) - 1, 1e-6f));
    }

    private static float Softplus(float x) => x > 15 ? x : float.LogP1(MathF.Exp(x));
}
