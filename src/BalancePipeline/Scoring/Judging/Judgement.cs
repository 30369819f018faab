namespace BalancePipeline.Scoring.Judging;

/// <summary>
/// How the outputs of encoder and linear model become statements. Learned on replies that the models did not know; stored as
/// <c>judgement.json</c>, and for the linear model alone as <c>judgement-quick.json</c>.
/// </summary>
/// <param name="Version">Names the model; part of every stored score.</param>
/// <param name="Blends">For each output, how much of it comes from where: results, relationships, depth, scorable, then the labels.</param>
/// <param name="Thresholds">From which probability on a label is given, by label index.</param>
/// <param name="Certainty">For the scorer's own doubt of its axes (see <see cref="Opinion"/>), in steps of a tenth from 0, the share of replies read right; one share for all where only one model speaks.</param>
internal sealed record Judgement(string Version, Blend[] Blends, float[] Thresholds, float[] Certainty)
{
    /// <summary>The share of replies with this much doubt whose axes were both read within one step.</summary>
    public float CertaintyOf(float doubt) => Certainty[Math.Clamp((int)(doubt * 10), 0, Certainty.Length - 1)];
}
