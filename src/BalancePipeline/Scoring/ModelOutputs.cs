namespace BalancePipeline.Scoring;

/// <summary>
/// What every model says, in this order: results, relationships and depth on half their scale, the logit that the reply can be scored,
/// then a logit for each label by <see cref="LabelIndex"/>.
/// </summary>
internal static class ModelOutputs
{
    /// <summary>Results, relationships, depth, scorable.</summary>
    public const int Measures = 4;

    /// <summary>Measures and labels, padded to what vector units like.</summary>
    public const int Width = 32;
}
