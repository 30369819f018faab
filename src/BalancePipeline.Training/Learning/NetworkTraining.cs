using System.Numerics.Tensors;
using BalancePipeline.Scoring.Network;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Learning;

/// <summary>Teaches a network from a seed. The same seed and lessons give the same weights on any machine with the same vector width.</summary>
internal sealed class NetworkTraining
{
    // Two halves of a batch are worked through side by side, and always added in the same order.
    private const int Workers = 2;

    private readonly LearningRates _rates;
    private readonly NetworkWeights _weights;
    private readonly ReplyNetwork _network;
    private readonly Backward _backward;
    private readonly Worker[] _workers;
    // Clauses and sentences carry labels more or less often than replies do; what is only a matter of how often stays out of the weights.
    private readonly float[][] _biases = [new float[NetworkShape.Outputs], new float[NetworkShape.Outputs]];
    private readonly Random _random;

    private NetworkTraining(NetworkShape shape, WordVectors vectors, LearningRates rates, int seed)
    {
        _rates = rates;
        _random = new Random(seed);
        _weights = new NetworkWeights(shape);
        _network = new ReplyNetwork(_weights, vectors);
        _backward = new Backward(_weights, rates);
        _workers = [.. Enumerable.Range(0, Workers).Select(i => new Worker(new NetworkPass(shape), new NetworkWeights(shape), new Dropout((ulong)((seed * 7919) + i + 1) * 0x9E3779B97F4A7C15, rates), [new float[NetworkShape.Outputs], new float[NetworkShape.Outputs]]))];
        foreach (var weights in _weights.All) Initialise(weights);
    }

    /// <summary>The averaged weights after the last epoch.</summary>
    public static NetworkWeights Run(NetworkShape shape, WordVectors vectors, IReadOnlyList<Lesson> lessons, LearningRates rates, int seed) =>
        new NetworkTraining(shape, vectors, rates, seed).Run(lessons);

    private NetworkWeights Run(IReadOnlyList<Lesson> lessons)
    {
        var adam = new Adam(_weights, _rates);
        var steps = _rates.Epochs * ((lessons.Count + _rates.Patchworks + _rates.Batch - 1) / _rates.Batch);
        var step = 0;
        for (var epoch = 0; epoch < _rates.Epochs; epoch++)
        {
            var course = lessons.Concat(Patchwork.Make(lessons, _rates.Patchworks, _random)).ToArray();
            _random.Shuffle(course);
            foreach (var batch in course.Chunk(_rates.Batch))
            {
                Learn(batch);
                var progress = (float)step++ / steps;
                adam.Step(_workers[0].Gradients, _rates.Rate * Math.Min(1, progress * 20) * (1 - (0.95f * progress)));
            }
        }

        return adam.Average;
    }

    private void Learn(Lesson[] batch)
    {
        _backward.Prepare();
        Parallel.For(0, Workers, i =>
        {
            var worker = _workers[i];
            foreach (var gradient in worker.Gradients.All) Array.Clear(gradient.Values);
            foreach (var bias in worker.Biases) Array.Clear(bias);
            for (var k = i; k < batch.Length; k += Workers) Learn(batch[k], worker, 1f / batch.Length);
        });
        foreach (var worker in _workers[1..])
        {
            foreach (var (sum, part) in _workers[0].Gradients.All.Zip(worker.Gradients.All)) TensorPrimitives.Add(sum.Values, part.Values, sum.Values);
        }

        foreach (var worker in _workers)
        {
            foreach (var (bias, gradient) in _biases.Zip(worker.Biases)) TensorPrimitives.MultiplyAdd(gradient, -0.1f, bias, bias);
        }
    }

    private void Learn(Lesson lesson, Worker worker, float share)
    {
        var example = lesson.Example;
        var pass = worker.Pass;
        _network.Run(lesson.Inputs, pass, worker.Dropout);
        if (!example.IsReply) TensorPrimitives.Add(pass.Outputs, _biases[BiasOf(example)], pass.Outputs);
        var weight = share * _rates.WeightOf(example);
        Span<float> outputs = stackalloc float[NetworkShape.Outputs];
        Loss.OfOutputs(example, pass.Outputs, weight, example.IsReply ? _rates.Measures : _rates.ClauseMeasures, outputs);
        var attention = new float[pass.Length * NetworkShape.Labels];
        foreach (var quote in lesson.Quotes) Loss.OfQuote(pass, quote, weight * _rates.Quotes, attention);
        _backward.Run(lesson.Inputs, pass, outputs, attention, worker.Gradients);
        if (!example.IsReply) TensorPrimitives.Add(worker.Biases[BiasOf(example)], outputs, worker.Biases[BiasOf(example)]);
    }

    private static int BiasOf(Example example) => example.Source is ExampleSource.Clauses ? 0 : 1;

    private void Initialise(Weights weights)
    {
        var isEmbedding = weights.Name is "hashed" or "state";
        var scale = isEmbedding ? 0.1 : Math.Sqrt(2.0 / (weights.Rows + weights.Columns));
        var rows = isEmbedding ? weights.Rows : weights.Rows - 1;
        for (var i = 0; i < rows * weights.Columns; i++) weights.Values[i] = (float)(((_random.NextDouble() * 2) - 1) * scale * 1.5);
    }

    private sealed record Worker(NetworkPass Pass, NetworkWeights Gradients, Dropout Dropout, float[][] Biases);
}
