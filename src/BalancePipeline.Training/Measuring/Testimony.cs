using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Measuring;

/// <summary>What models that never saw an example say of it, before it is blended.</summary>
/// <param name="Example">The labelled text.</param>
/// <param name="Encoder">Outputs of the encoder.</param>
/// <param name="Linear">Outputs of the linear model.</param>
/// <param name="Sentences">Outputs of the linear model for at least one of the sentences.</param>
/// <param name="Evidence">For each label the words that would be underlined for it.</param>
internal sealed record Testimony(Example Example, float[] Encoder, float[] Linear, float[] Sentences, (int Start, int End)[] Evidence)
{
    /// <summary>How much it counts.</summary>
    public float Weight => WeightOf(Example);

    /// <summary>How much an example counts in how often a label is given: three annotators are sparing, or not, in another way than one writer.</summary>
    public static float WeightOf(Example example) => example.Source is ExampleSource.Dev ? 24 : 1;

    public static Testimony Of(Example example, Opinion opinion, Evidence evidence, ReadReply reply) => new(
        example,
        opinion.EncoderOutputs.ToArray(),
        opinion.LinearOutputs.ToArray(),
        [.. opinion.Sentences.Any],
        [.. Enumerable.Range(0, LabelIndex.Count).Select(label => evidence.Of(label, opinion, reply))]);
}
