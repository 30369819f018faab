namespace BalancePipeline.Scoring.Encoder;

/// <summary>Room for one reply on its way through the encoder, reused from reply to reply.</summary>
internal sealed class EncoderPass
{
    public List<int> Pieces { get; } = [];

    /// <summary>For each piece the token that it comes from.</summary>
    public List<int> Tokens { get; } = [];

    /// <summary>The pieces of the question.</summary>
    public List<int> Question { get; } = [];

    public QuantizedRows Rounded { get; } = new();

    /// <summary>Piece by width.</summary>
    public float[] States { get; private set; } = [];

    /// <summary>Piece by width, what a layer adds.</summary>
    public float[] Added { get; private set; } = [];

    /// <summary>Piece by queries, keys and values; then piece by the wider space.</summary>
    public float[] Inner { get; private set; } = [];

    /// <summary>One head's queries, keys (turned) and values, and who looks at whom.</summary>
    public float[] Queries { get; private set; } = [];

    public float[] Keys { get; private set; } = [];

    public float[] Values { get; private set; } = [];

    public float[] Looks { get; private set; } = [];

    public float[] Looked { get; private set; } = [];

    /// <summary>Piece by output: how much each piece speaks for each label, then for each measure.</summary>
    public float[] Attention { get; private set; } = [];

    /// <summary>Piece by label: what it says.</summary>
    public float[] Said { get; private set; } = [];

    /// <summary>Measure by width: what each attends to.</summary>
    public float[] Pools { get; } = new float[ModelOutputs.Measures * EncoderWeights.Width];

    /// <summary>The summary of all pieces, then that of the pools.</summary>
    public float[] Summaries { get; } = new float[2 * EncoderWeights.Summary];

    /// <summary>The outputs for a part of the text.</summary>
    public float[] Part { get; } = new float[ModelOutputs.Width];

    public void Resize(int length)
    {
        if (States.Length >= length * EncoderWeights.Width) return;
        var even = (length + 15) / 16 * 16;
        States = new float[even * EncoderWeights.Width];
        Added = new float[even * EncoderWeights.Width];
        Inner = new float[even * 4 * EncoderWeights.Width];
        Queries = new float[even * ReplyEncoder.Head];
        Keys = new float[even * ReplyEncoder.Head];
        Values = new float[even * ReplyEncoder.Head];
        Looked = new float[even * ReplyEncoder.Head];
        Looks = new float[even * even];
        Attention = new float[even * ModelOutputs.Width];
        Said = new float[even * ModelOutputs.Width];
    }
}
