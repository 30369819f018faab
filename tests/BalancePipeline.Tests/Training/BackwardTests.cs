using BalancePipeline.Scoring.Network;
using BalancePipeline.Training.Learning;

namespace BalancePipeline.Tests.Training;

public sealed class BackwardTests
{
    private static readonly NetworkShape Shape = new(Vector: 16, Hashed: 8, Buckets: 32, State: 8, Cues: 32, Hidden: 32);
    private static readonly LearningRates Plain = new() { WordDropout = 0, InputDropout = 0, HiddenDropout = 0, ReplyDropout = 0 };

    [Fact]
    public void Every_gradient_is_the_slope_of_the_loss()
    {
        var random = new Random(1);
        var weights = new NetworkWeights(Shape);
        foreach (var w in weights.All) Fill(w.Values, random, 0.3f);
        var vectors = Vectors(random);
        var network = new ReplyNetwork(weights, vectors);
        var pass = new NetworkPass(Shape);
        NetworkInput[] tokens = [.. Enumerable.Range(0, 9).Select(i => new NetworkInput(i % 5 == 4 ? -1 : i % 5, i % 7, i, i == 3 ? 6u : 0))];
        var slope = new float[NetworkShape.Outputs];
        Fill(slope, random, 1);

        // The loss is a fixed mixture of the outputs, so its slope by each output is known.
        double Loss()
        {
            network.Run(tokens, pass, NoDropout.Instance);
            return pass.Outputs.Zip(slope).Sum(pair => (double)pair.First * pair.Second);
        }

        Loss();
        var gradients = new NetworkWeights(Shape);
        var backward = new Backward(weights, Plain);
        backward.Prepare();
        backward.Run(tokens, pass, slope, new float[tokens.Length * NetworkShape.Labels], gradients);
        var wrong = new List<string>();
        foreach (var (w, g) in weights.All.Zip(gradients.All))
        {
            for (var n = 0; n < 25; n++)
            {
                var i = random.Next(w.Values.Length);
                var before = w.Values[i];
                const float Step = 1e-3f;
                w.Values[i] = before + Step;
                var up = Loss();
                w.Values[i] = before - Step;
                var down = Loss();
                w.Values[i] = before;
                var slopeHere = (up - down) / (2 * Step);
                if (Math.Abs(slopeHere - g.Values[i]) > 0.02 + (0.05 * Math.Abs(g.Values[i]))) wrong.Add($"{w.Name}[{i}]: {slopeHere} is not {g.Values[i]}");
            }
        }

        // A rectifier that a step switches on or off has no slope to compare with.
        Assert.True(wrong.Count <= 4, string.Join("\n", wrong));
    }

    [Fact]
    public void Scoring_and_training_run_the_same_network()
    {
        var random = new Random(2);
        var weights = new NetworkWeights(Shape);
        foreach (var w in weights.All) Fill(w.Values, random, 0.3f);
        var network = new ReplyNetwork(weights, Vectors(random));
        NetworkInput[] tokens = [.. Enumerable.Range(0, 30).Select(i => new NetworkInput((i % 6) - 1, i, i * 3, (uint)i))];
        var (training, scoring) = (new NetworkPass(Shape), new NetworkPass(Shape));

        network.Run(tokens, training, NoDropout.Instance);
        network.Run(tokens, scoring);

        for (var i = 0; i < NetworkShape.Outputs; i++) Assert.Equal(training.Outputs[i], scoring.Outputs[i], 3);
    }

    private static WordVectors Vectors(Random random) => new(
        [1, 2, 3, 4, 5],
        [.. Enumerable.Range(0, 5 * Shape.Vector).Select(_ => (sbyte)random.Next(-127, 128))],
        [.. Enumerable.Repeat(0.01f, Shape.Vector)]);

    private static void Fill(float[] values, Random random, float scale)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)((random.NextDouble() * 2) - 1) * scale;
    }

    private sealed class NoDropout : IDropout
    {
        public static readonly NoDropout Instance = new();

        public void OnInput(Span<float> values, NetworkShape shape)
        {
        }

        public void OnHidden(Span<float> values)
        {
        }

        public void OnReply(Span<float> values)
        {
        }
    }
}
