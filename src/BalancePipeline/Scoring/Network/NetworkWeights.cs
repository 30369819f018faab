namespace BalancePipeline.Scoring.Network;

/// <summary>A matrix of weights, row by row.</summary>
internal sealed class Weights(string name, int rows, int columns)
{
    public string Name { get; } = name;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public float[] Values { get; } = new float[rows * columns];

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);
}

/// <summary>Everything that the network learned.</summary>
internal sealed class NetworkWeights(NetworkShape shape)
{
    public NetworkShape Shape { get; } = shape;

    public Weights Hashed { get; } = new("hashed", shape.Buckets, shape.Hashed);

    public Weights State { get; } = new("state", NetworkShape.States, shape.State);

    /// <summary>Per layer: three taps of a convolution, one below the other, and a last row with the bias.</summary>
    public Weights[] Convolutions { get; } =
        [.. Enumerable.Range(0, NetworkShape.Layers).Select(layer => new Weights($"convolution{layer}", (3 * (layer == 0 ? shape.Input : shape.Hidden)) + 1, shape.Hidden))];

    public Weights Heads { get; } = new("heads", shape.Hidden + 1, NetworkShape.Heads);

    public Weights Summary { get; } = new("summary", shape.Reply + 1, NetworkShape.Summary);

    public Weights Outputs { get; } = new("outputs", NetworkShape.Summary + 1, NetworkShape.Outputs);

    public IEnumerable<Weights> All => [Hashed, State, .. Convolutions, Heads, Summary, Outputs];
}
