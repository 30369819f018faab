namespace BalancePipeline.Scoring.Judging;

/// <summary>
/// How the outputs of encoder and linear model become statements. Learned on replies that the models did not know; stored as
/// <c>judgement.json</c>, and for the linear model alone as <c>judgement-quick.json</c>.
/// </summary>
/// <param name="Version">Names the model; part of every stored score.</param>
/// <param name="Blends">For each output, how much of it comes from where: results, relationships, depth, scorable, then the labels.</param>
/// <param name="Thresholds">From which probability on a label is given, by label index.</param>
/// <param name="Certainty">Share of replies whose axes are both read within one step.</param>
internal sealed record Judgement(string Version, Blend[] Blends, float[] Thresholds, float Certainty);
