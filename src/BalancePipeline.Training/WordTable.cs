using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Training;

internal static class WordTable
{
    public static void Write(string path, int length, string to)
    {
        using var r = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20));
        int n = r.ReadInt32(), d = r.ReadInt32();
        var words = new string[n]; var x = new float[n][];
        for (var i = 0; i < n; i++) { words[i] = r.ReadString(); x[i] = new float[d]; for (var k = 0; k < d; k++) x[i][k] = r.ReadSingle(); }
        var mean = new double[d]; foreach (var v in x) for (var k = 0; k < d; k++) mean[k] += v[k] / n;
        var cov = new double[d, d];
        for (var i = 0; i < n; i += 2) { var v = x[i]; for (var a = 0; a < d; a++) { var va = v[a] - mean[a]; for (var b = 0; b <= a; b++) cov[a, b] += va * (v[b] - mean[b]); } }
        for (var a = 0; a < d; a++) for (var b = 0; b < a; b++) cov[b, a] = cov[a, b];
        // orthogonal iteration
        var q = new double[length][]; var rnd = new Random(1);
        for (var k = 0; k < length; k++) { q[k] = new double[d]; for (var a = 0; a < d; a++) q[k][a] = rnd.NextDouble() - 0.5; }
        for (var it = 0; it < 30; it++)
        {
            Parallel.For(0, length, k => { var y = new double[d]; for (var a = 0; a < d; a++) { var s = 0.0; for (var b = 0; b < d; b++) s += cov[a, b] * q[k][b]; y[a] = s; } q[k] = y; });
            for (var k = 0; k < length; k++) { for (var j = 0; j < k; j++) { var dot = 0.0; for (var a = 0; a < d; a++) dot += q[k][a] * q[j][a]; for (var a = 0; a < d; a++) q[k][a] -= dot * q[j][a]; } var norm = Math.Sqrt(q[k].Sum(v => v * v)); for (var a = 0; a < d; a++) q[k][a] /= norm; }
        }
        var z = new float[n][];
        Parallel.For(0, n, i => { z[i] = new float[length]; for (var k = 0; k < length; k++) { var s = 0.0; for (var a = 0; a < d; a++) s += (x[i][a] - mean[a]) * q[k][a]; z[i][k] = (float)s; } });
        var sd = new double[length]; for (var k = 0; k < length; k++) sd[k] = Math.Sqrt(z.Average(v => v[k] * v[k]));
        // soft whitening
        var scales = new float[length]; for (var k = 0; k < length; k++) scales[k] = (float)(Math.Pow(sd[k] / sd[0], -0.5) / sd[0]);
        var max = new float[length]; for (var k = 0; k < length; k++) max[k] = z.Max(v => Math.Abs(v[k] * scales[k]));
        var values = new sbyte[n * length];
        var sc = new float[length]; for (var k = 0; k < length; k++) sc[k] = max[k] / 127;
        for (var i = 0; i < n; i++) for (var k = 0; k < length; k++) values[(i * length) + k] = (sbyte)Math.Round(z[i][k] * scales[k] / sc[k]);
        using var o = new BinaryWriter(File.Create(to));
        o.Write(n); o.Write(length); foreach (var v in sc) o.Write(v); foreach (var w in words) o.Write(WordHash.Of(w));
        o.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
