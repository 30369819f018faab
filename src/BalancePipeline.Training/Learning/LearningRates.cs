using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Learning;

/// <summary>How the network is taught. The defaults were chosen by cross-validation.</summary>
internal sealed record LearningRates
{
    public int Epochs { get; init; } = 10;

    public int Batch { get; init; } = 24;

    public float Rate { get; init; } = 0.002f;

    public float Decay { get; init; } = 0.01f;

    public float WordDropout { get; init; } = 0.1f;

    public float InputDropout { get; init; } = 0.1f;

    public float HiddenDropout { get; init; } = 0.1f;

    public float ReplyDropout { get; init; } = 0.1f;

    /// <summary>Weight of the measures' squared error beside the labels' cross-entropy.</summary>
    public float Measures { get; init; } = 2f;

    /// <summary>Weight of the attention on an annotator's underlined words.</summary>
    public float Quotes { get; init; } = 0.3f;

    /// <summary>Weight of a whole reply beside a clause.</summary>
    public float Reply { get; init; } = 2f;

    /// <summary>Weight of a reply with three annotators beside one with one.</summary>
    public float Annotated { get; init; } = 2f;

    /// <summary>Weight of the measures of a clause: they are labelled by another habit than those of replies.</summary>
    public float ClauseMeasures { get; init; } = 1f;

    /// <summary>Replies put together from clauses, in every epoch.</summary>
    public int Patchworks { get; init; }

    /// <summary>True to learn from the sentences of replies with underlined words as well.</summary>
    public bool Sentences { get; init; } = true;

    public float WeightOf(Example example) => example.Source is ExampleSource.Dev ? Reply * Annotated : example.IsReply ? Reply : 1;
}
