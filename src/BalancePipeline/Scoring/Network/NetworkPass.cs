namespace BalancePipeline.Scoring.Network;

/// <summary>The numbers of one run of the network over one reply; reused from reply to reply. Training reads them back.</summary>
internal sealed class NetworkPass(NetworkShape shape)
{
    public int Length { get; private set; }

    /// <summary>Token by input.</summary>
    public float[] Input { get; private set; } = [];

    /// <summary>Per layer, token by hidden, before the residual is added.</summary>
    public float[][] Branches { get; } = [.. Enumerable.Repeat(Array.Empty<float>(), NetworkShape.Layers)];

    /// <summary>Per layer, token by hidden, with the residual.</summary>
    public float[][] Hidden { get; } = [.. Enumerable.Repeat(Array.Empty<float>(), NetworkShape.Layers)];

    /// <summary>Token by head; the attention columns hold the attention, after the softmax over tokens.</summary>
    public float[] Heads { get; private set; } = [];

    public float[] Reply { get; } = new float[shape.Reply];

    public int[] Peaks { get; } = new int[shape.Hidden];

    public float[] Summary { get; } = new float[NetworkShape.Summary];

    /// <summary>Measures, then label logits.</summary>
    public float[] Outputs { get; } = new float[NetworkShape.Outputs];

    public void Resize(int length)
    {
        Length = length;
        if (Input.Length >= length * shape.Input) return;
        var room = Math.Max(64, length * 2);
        Input = new float[room * shape.Input];
        Heads = new float[room * NetworkShape.Heads];
        for (var layer = 0; layer < NetworkShape.Layers; layer++)
        {
            Branches[layer] = new float[room * shape.Hidden];
            Hidden[layer] = new float[room * shape.Hidden];
        }
    }
}
