namespace BalancePipeline.Scoring.Network;

/// <summary>Silences activations at random while the network learns.</summary>
internal interface IDropout
{
    void OnInput(Span<float> values, NetworkShape shape);

    void OnHidden(Span<float> values);

    void OnReply(Span<float> values);
}
