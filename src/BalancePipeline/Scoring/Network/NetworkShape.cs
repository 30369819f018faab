namespace BalancePipeline.Scoring.Network;

/// <summary>The sizes of the network. A model file states its own; these are what the training tool begins with.</summary>
/// <param name="Vector">Length of a word's vector from the table.</param>
/// <param name="Hashed">Length of the learned vector of a word's hash bucket.</param>
/// <param name="Buckets">Number of hash buckets.</param>
/// <param name="State">Length of the learned vector of a clause's state.</param>
/// <param name="Cues">Number of pattern cues that a token may carry.</param>
/// <param name="Hidden">Width of the convolutions.</param>
internal sealed record NetworkShape(int Vector, int Hashed, int Buckets, int State, int Cues, int Hidden)
{
    /// <summary>Results, relationships, depth, scorable.</summary>
    public const int Measures = 4;

    public const int Labels = LabelIndex.Count;

    /// <summary>Attention pools that feed the measures.</summary>
    public const int Pools = 4;

    /// <summary>Soft counts that feed the measures: how many outcomes, how many acts.</summary>
    public const int Counts = 8;

    /// <summary>Columns of the token heads: label scores, label attention, pools, counts.</summary>
    public const int Heads = (2 * Labels) + Pools + Counts;

    /// <summary>Width of the hidden layer over the whole reply.</summary>
    public const int Summary = 64;

    /// <summary>Measures and label adjustments, padded to the vector width.</summary>
    public const int Outputs = 32;

    public const int Layers = 3;

    public const int States = 4 * 2 * 6 * 2;

    public int Input => Vector + Hashed + State + Cues;

    public int Reply => ((Pools + 2) * Hidden) + Counts + 1;
}
