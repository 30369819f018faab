using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BalancePipeline.Training.Encoder;

/// <summary>Some lessons side by side, each followed by its question, filled up to the longest.</summary>
internal sealed class Batch
{
    private const int Labels = Transformer.Labels;
    private const int Measures = Transformer.Measures;

    private readonly Lesson[] _lessons;
    private readonly int _length;

    /// <param name="lessons">The lessons.</param>
    /// <param name="questions">For each the pieces of the question that it answers this time; empty for none.</param>
    public Batch(Lesson[] lessons, int[][] questions)
    {
        _lessons = lessons;
        _length = lessons.Zip(questions, (lesson, question) => lesson.Pieces.Length + question.Length).Max();
        var pieces = new long[lessons.Length * _length];
        var (own, asked) = (new float[pieces.Length], new float[pieces.Length]);
        for (var i = 0; i < lessons.Length; i++)
        {
            var at = i * _length;
            foreach (var piece in lessons[i].Pieces) (pieces[at], own[at++]) = (piece, 1);
            foreach (var piece in questions[i]) (pieces[at], asked[at++]) = (piece, 1);
        }

        Pieces = tensor(pieces, lessons.Length, _length);
        Own = tensor(own, lessons.Length, _length);
        Asked = tensor(asked, lessons.Length, _length);
    }

    public Tensor Pieces { get; }

    /// <summary>1 for a piece of the text.</summary>
    public Tensor Own { get; }

    /// <summary>1 for a piece of the question.</summary>
    public Tensor Asked { get; }

    /// <summary>
    /// Cross-entropy of labels and scorability, squared error of the measures, and the negative logarithm of the attention that a label
    /// pays to the words underlined for it. What nobody labelled counts nothing.
    /// </summary>
    public Tensor Loss(Tensor outputs, Tensor attention, TeachingRates rates)
    {
        var count = _lessons.Length;
        var (labels, weights) = (new float[count * Labels], new float[count]);
        var (measures, measureWeights) = (new float[count * 3], new float[count * 3]);
        var (scorable, scorableWeights) = (new float[count], new float[count]);
        var (quotes, quoteWeights) = (new float[count * _length * Labels], new float[count * Labels]);
        for (var i = 0; i < count; i++)
        {
            var example = _lessons[i].Example;
            var weight = weights[i] = rates.WeightOf(example);
            for (var label = 0; label < Labels; label++) labels[(i * Labels) + label] = example.Shares[label];
            if (example.Scorable is { } said) (scorable[i], scorableWeights[i]) = (said ? 1 : 0, weight);
            float?[] gold = example.Scorable is false ? [] : [example.Results, example.Relationships, example.Depth];
            for (var k = 0; k < gold.Length; k++)
            {
                if (gold[k] is { } value) (measures[(i * 3) + k], measureWeights[(i * 3) + k]) = (value / 2, example.IsReply ? weight : weight * rates.ClauseMeasures);
            }

            foreach (var (label, start, end) in _lessons[i].Quotes)
            {
                quoteWeights[(i * Labels) + label] = weight;
                for (var t = start; t < end; t++) quotes[(((i * _length) + t) * Labels) + label] = 1;
            }
        }

        Tensor CrossEntropy(Tensor said, Tensor gold) => F.binary_cross_entropy_with_logits(said, gold, reduction: TorchSharp.torch.nn.Reduction.None);
        var labelLoss = (CrossEntropy(outputs.slice(1, Measures, Measures + Labels, 1), tensor(labels, count, Labels)).sum(1) * tensor(weights)).sum();
        var measureLoss = ((outputs.slice(1, 0, 3, 1) - tensor(measures, count, 3)).pow(2) * tensor(measureWeights, count, 3)).sum();
        var scorableLoss = (CrossEntropy(outputs.select(1, 3), tensor(scorable)) * tensor(scorableWeights)).sum();
        var attended = (attention.slice(2, 0, Labels, 1) * tensor(quotes, count, _length, Labels)).sum(1) + 1e-4;
        var quoteLoss = -(attended.log() * tensor(quoteWeights, count, Labels)).sum();
        return (labelLoss + (measureLoss * rates.Measures) + (scorableLoss * rates.Scorable) + (quoteLoss * rates.Quotes)) / count;
    }
}
