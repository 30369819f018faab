using BalancePipeline.Scoring.Network;

namespace BalancePipeline.Training.Learning;

/// <summary>Silences activations by a seeded generator.</summary>
internal sealed class Dropout(ulong seed, LearningRates rates) : IDropout
{
    private ulong _state = seed | 1;

    public void OnInput(Span<float> values, NetworkShape shape)
    {
        for (var i = 0; i < values.Length; i += shape.Input)
        {
            var row = values.Slice(i, shape.Input);
            // A whole word forgotten now and then keeps the network from leaning on single words.
            if (Next() < rates.WordDropout) row[..(shape.Vector + shape.Hashed)].Clear();
            else
            {
                Drop(row[..shape.Vector], rates.InputDropout);
                Drop(row.Slice(shape.Vector, shape.Hashed), rates.InputDropout);
            }
        }
    }

    public void OnHidden(Span<float> values) => Drop(values, rates.HiddenDropout);

    public void OnReply(Span<float> values) => Drop(values, rates.ReplyDropout);

    private void Drop(Span<float> values, float rate)
    {
        if (rate <= 0) return;
        var scale = 1 / (1 - rate);
        for (var i = 0; i < values.Length; i++) values[i] = Next() < rate ? 0 : values[i] * scale;
    }

    private float Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (_state >> 40) * (1f / (1 << 24));
    }
}
