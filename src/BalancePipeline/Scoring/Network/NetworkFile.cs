using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BalancePipeline.Scoring.Network;

/// <summary>Stores networks: sizes as 32-bit integers, then the weights of each as half-precision numbers, little endian.</summary>
internal static class NetworkFile
{
    public static void Write(Stream stream, IReadOnlyList<NetworkWeights> networks)
    {
        using var writer = new BinaryWriter(stream);
        var (vector, hashed, buckets, state, cues, hidden) = networks[0].Shape;
        foreach (var size in (int[])[networks.Count, vector, hashed, buckets, state, cues, hidden]) writer.Write(size);
        foreach (var weights in networks.SelectMany(network => network.All))
        {
            var halves = new Half[weights.Values.Length];
            TensorPrimitives.ConvertToHalf(weights.Values, halves);
            writer.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
        }
    }

    public static IReadOnlyList<NetworkWeights> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var sizes = new int[7];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = reader.ReadInt32();
        var shape = new NetworkShape(sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6]);
        var networks = Enumerable.Range(0, sizes[0]).Select(_ => new NetworkWeights(shape)).ToArray();
        foreach (var weights in networks.SelectMany(network => network.All))
        {
            var halves = new Half[weights.Values.Length];
            stream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
            TensorPrimitives.ConvertToSingle(halves, weights.Values);
        }

        return networks;
    }
}
