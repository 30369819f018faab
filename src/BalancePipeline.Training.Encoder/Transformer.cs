using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Encoder;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace BalancePipeline.Training.Encoder;

/// <summary>A layer of BERT's kind: every piece looks at all others, then thinks by itself. Products are in bfloat16, which takes half the time.</summary>
internal sealed class Layer : Module<Tensor, Tensor, Tensor>
{
    private const int Width = Transformer.Width;
    public const int Heads = Width / ReplyEncoder.Head;

    private readonly Dropout _dropout;

    public Layer(double dropout)
        : base("layer")
    {
        _dropout = Dropout(dropout);
        RegisterComponents();
    }

    public Linear Look { get; } = Linear(Width, 3 * Width);

    public Linear Gather { get; } = Linear(Width, Width);

    public LayerNorm AfterLooking { get; } = LayerNorm(Width, 1e-12);

    public Linear Up { get; } = Linear(Width, 4 * Width);

    public Linear Down { get; } = Linear(4 * Width, Width);

    public LayerNorm AfterThinking { get; } = LayerNorm(Width, 1e-12);

    public override Tensor forward(Tensor states, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (batch, length) = (states.shape[0], states.shape[1]);
        var inner = Through(Look, states.to(bfloat16)).view(batch, length, 3, Heads, Width / Heads).permute(2, 0, 3, 1, 4);
        // Two products for all heads at once: the library's own attention goes head by head, which takes longer for short texts.
        Tensor Part(int part) => inner[part].reshape(batch * Heads, length, Width / Heads);
        var looks = F.softmax((Part(0) * (1 / MathF.Sqrt(Width / Heads))).bmm(Part(1).transpose(1, 2)) + mask, -1);
        var looked = looks.bmm(Part(2)).view(batch, Heads, length, Width / Heads).transpose(1, 2).reshape(batch, length, Width);
        states = AfterLooking.forward(states + _dropout.forward(Through(Gather, looked).to(float32)));
        var thought = Through(Down, F.gelu(Through(Up, states.to(bfloat16)))).to(float32);
        return AfterThinking.forward(states + _dropout.forward(thought)).MoveToOuterDisposeScope();
    }

    private static Tensor Through(Linear linear, Tensor x) => F.linear(x, linear.weight!.to(bfloat16), linear.bias!.to(bfloat16));
}

/// <summary>The encoder as it is taught: MiniLM's six layers, and on top of them the heads that <c>ReplyEncoder</c> describes.</summary>
internal sealed class Transformer : Module
{
    public const int Width = EncoderWeights.Width;
    public const int Labels = LabelIndex.Count;
    public const int Measures = ModelOutputs.Measures;
    private const int Summary = EncoderWeights.Summary;

    private readonly Dropout _dropout;
    private readonly Dropout _headDropout = Dropout(0.1);

    public Transformer(int vocabulary, int layers, double dropout)
        : base("transformer")
    {
        Pieces = Embedding(vocabulary, Width);
        Layers = ModuleList([.. Enumerable.Range(0, layers).Select(_ => new Layer(dropout))]);
        _dropout = Dropout(dropout);
        RegisterComponents();
        using var _ = no_grad();
        Outputs.weight!.mul_(0.3);
    }

    public Embedding Pieces { get; }

    public Embedding Places { get; } = Embedding(512, Width);

    /// <summary>Added to pieces of the text, and to those of the question.</summary>
    public Parameter Kinds { get; } = new(zeros(2, Width));

    public LayerNorm Norm { get; } = LayerNorm(Width, 1e-12);

    public ModuleList<Layer> Layers { get; }

    public Linear Attention { get; } = Linear(Width, Labels + Measures);

    public Linear Values { get; } = Linear(Width, Labels);

    public Linear Mean { get; } = Linear(Width, Summary);

    public Linear Pools { get; } = Linear(Measures * Width, Summary);

    public Linear Outputs { get; } = Linear(2 * Summary, Measures + Labels);

    public IEnumerable<Linear> Heads => [Attention, Values, Mean, Pools, Outputs];

    /// <summary>Measures and labels of each text, and the attention that each output pays to each piece.</summary>
    /// <param name="pieces">Text by piece.</param>
    /// <param name="own">1 for a piece of the text, 0 for others.</param>
    /// <param name="asked">1 for a piece of the question, 0 for others.</param>
    public (Tensor Outputs, Tensor Attention) Read(Tensor pieces, Tensor own, Tensor asked)
    {
        var length = pieces.shape[1];
        var kinds = Kinds[0] + (asked.unsqueeze(2) * (Kinds[1] - Kinds[0]));
        var states = _dropout.forward(Norm.forward(Pieces.forward(pieces) + Places.forward(arange(length)).unsqueeze(0) + kinds));
        var absent = (1 - own - asked) * -1e4f;
        var mask = absent.unsqueeze(1).unsqueeze(1).expand(-1, Layer.Heads, length, length).reshape(-1, length, length).to(bfloat16);
        foreach (var layer in Layers) states = layer.forward(states, mask);
        states = _headDropout.forward(states);

        // The question sheds its light; what is said is said by the text.
        var attention = F.softmax(Attention.forward(states) + ((1 - own) * -1e4f).unsqueeze(2), 1);
        var labels = (attention.slice(2, 0, Labels, 1) * Values.forward(states)).sum(1);
        var pools = attention.slice(2, Labels, Labels + Measures, 1).transpose(1, 2).bmm(states).flatten(1);
        var mean = (states * own.unsqueeze(2)).sum(1) / own.unsqueeze(2).sum(1);
        var summary = cat([F.gelu(Mean.forward(mean)), F.gelu(Pools.forward(pools))], 1);
        var outputs = Outputs.forward(_headDropout.forward(summary));
        return (cat([outputs.slice(1, 0, Measures, 1), outputs.slice(1, Measures, Measures + Labels, 1) + labels], 1), attention);
    }

    /// <summary>Begins with what the encoder learned from public text.</summary>
    public void Begin(OnnxWeights weights)
    {
        using var _ = no_grad();
        void Set(Tensor tensor, float[] values) => tensor.copy_(torch.tensor(values).reshape(tensor.shape));
        void SetNorm(LayerNorm norm, string name)
        {
            Set(norm.weight!, weights[$"{name}.weight"]);
            Set(norm.bias!, weights[$"{name}.bias"]);
        }

        Set(Pieces.weight!, weights["word_embeddings.weight"]);
        Set(Places.weight!, weights["position_embeddings.weight"]);
        Set(Kinds, weights["token_type_embeddings.weight"]);
        SetNorm(Norm, "embeddings.LayerNorm");
        for (var i = 0; i < Layers.Count; i++)
        {
            // Queries, keys, values, gather, up, down: inner by columns, where modules keep columns by inner.
            var products = weights.Products.Skip(i * 6).Take(6).ToArray();
            var (layer, name) = (Layers[i], $"encoder.layer.{i}");
            Tensor Turned(int product, int inner) => torch.tensor(products[product]).reshape(inner, products[product].Length / inner).t();
            layer.Look.weight!.copy_(cat([Turned(0, Width), Turned(1, Width), Turned(2, Width)], 0));
            Set(layer.Look.bias!, [.. weights[$"{name}.attention.self.query.bias"], .. weights[$"{name}.attention.self.key.bias"], .. weights[$"{name}.attention.self.value.bias"]]);
            layer.Gather.weight!.copy_(Turned(3, Width));
            Set(layer.Gather.bias!, weights[$"{name}.attention.output.dense.bias"]);
            SetNorm(layer.AfterLooking, $"{name}.attention.output.LayerNorm");
            layer.Up.weight!.copy_(Turned(4, Width));
            Set(layer.Up.bias!, weights[$"{name}.intermediate.dense.bias"]);
            layer.Down.weight!.copy_(Turned(5, 4 * Width));
            Set(layer.Down.bias!, weights[$"{name}.output.dense.bias"]);
            SetNorm(layer.AfterThinking, $"layer.{i}.output.LayerNorm");
        }
    }
}
