using System.Runtime.InteropServices;
using Google.Protobuf;

namespace BalancePipeline.Training.Encoder;

/// <summary>The matrices of an ONNX file (onnx.proto): those with a name of their own, and those that only a product names, in order.</summary>
internal sealed class OnnxWeights
{
    // Field numbers of ModelProto, GraphProto, NodeProto and TensorProto.
    private const int Graph = 7;
    private const int Node = 1;
    private const int Tensor = 5;
    private const int NodeInput = 1;
    private const int NodeKind = 4;
    private const int TensorName = 8;
    private const int TensorNumbers = 9;

    private readonly Dictionary<string, float[]> _tensors = [];
    private readonly List<(string Kind, List<string> Inputs)> _nodes = [];

    public OnnxWeights(Stream stream)
    {
        ForEach(new CodedInputStream(stream), (field, model) =>
        {
            if (field == Graph) ForEach(model.ReadBytes().CreateCodedInput(), ReadGraph);
            else model.SkipLastField();
        });
    }

    /// <summary>The right sides of the graph's matrix products, in the order of the computation; inner by columns.</summary>
    public IReadOnlyList<float[]> Products => [.. _nodes.Where(node => node.Kind == "MatMul" && _tensors.ContainsKey(node.Inputs[1])).Select(node => _tensors[node.Inputs[1]])];

    /// <summary>The one tensor whose name ends so.</summary>
    public float[] this[string name] => _tensors.Single(tensor => tensor.Key.EndsWith(name, StringComparison.Ordinal)).Value;

    private void ReadGraph(int field, CodedInputStream graph)
    {
        if (field == Node) ReadNode(graph.ReadBytes().CreateCodedInput());
        else if (field == Tensor) ReadTensor(graph.ReadBytes().CreateCodedInput());
        else graph.SkipLastField();
    }

    private void ReadNode(CodedInputStream stream)
    {
        var (kind, inputs) = ("", new List<string>());
        ForEach(stream, (field, node) =>
        {
            if (field == NodeInput) inputs.Add(node.ReadString());
            else if (field == NodeKind) kind = node.ReadString();
            else node.SkipLastField();
        });
        _nodes.Add((kind, inputs));
    }

    private void ReadTensor(CodedInputStream stream)
    {
        var (name, numbers) = ("", ByteString.Empty);
        ForEach(stream, (field, tensor) =>
        {
            if (field == TensorName) name = tensor.ReadString();
            else if (field == TensorNumbers) numbers = tensor.ReadBytes();
            else tensor.SkipLastField();
        });
        _tensors[name] = MemoryMarshal.Cast<byte, float>(numbers.Span).ToArray();
    }

    private static void ForEach(CodedInputStream stream, Action<int, CodedInputStream> read)
    {
        while (stream.ReadTag() is var tag and not 0) read(WireFormat.GetTagFieldNumber(tag), stream);
    }
}
