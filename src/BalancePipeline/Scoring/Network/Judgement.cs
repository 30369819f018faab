namespace BalancePipeline.Scoring.Network;

/// <summary>How the networks' numbers become statements. Learned by cross-validation; stored as <c>judgement.json</c>.</summary>
/// <param name="Version">Names the model; part of every stored score.</param>
/// <param name="Thresholds">From which probability on a label is given, by label index.</param>
internal sealed record Judgement(string Version, float[] Thresholds);
