using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training;

/// <summary>The data and the settings that every command works with.</summary>
internal sealed class Workshop
{
    private const int LinearBuckets = 1 << 18;

    private readonly Lexicon _lexicon = Lexicon.Load();
    private readonly string? _encoders;
    private readonly Action<ReadReply> _without = _ => { };

    /// <param name="data">Folder of the labelled texts.</param>
    /// <param name="encoders">Folder of the encoders that were taught on two thirds each, <c>encoder-0.bin</c> and so on; null to do without.</param>
    public Workshop(string data, string? encoders)
    {
        Patterns = PatternMatcher.Load(_lexicon);
        Reader = new ReplyReader(_lexicon, Patterns);
        Examples = ExampleFiles.ReadAll(data);
        _encoders = encoders;
    }

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    public IReadOnlyList<Example> Examples { get; }

    /// <summary>The same workshop without encoders, and with something taken out of what is read.</summary>
    public Workshop Without(Action<ReadReply> without) => new(this, without);

    private Workshop(Workshop other, Action<ReadReply> without)
    {
        (Patterns, Reader, Examples, _without) = (other.Patterns, other.Reader, other.Examples, without);
    }

    public void Read(Example example, ReadReply reply)
    {
        Reader.Read(example.Text, reply);
        _without(reply);
    }

    /// <summary>Trains the linear model on some of the examples, whole and cut into sentences.</summary>
    public LinearModel TrainLinear(IReadOnlyList<Example> examples) =>
        LinearTraining.Run(LinearTraining.Read(examples.Concat(examples.SelectMany(Sentences.Cut)), this, LinearBuckets), LinearBuckets, new LinearRates(), seed: 1);

    /// <summary>Lets models that were taught on two thirds speak of the third, so that every reply is read by models that know neither it nor its writer.</summary>
    public List<Testimony> Hear()
    {
        var said = new List<Testimony>();
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            var encoder = EncoderOf(fold);
            if (encoder is null && _encoders is not null) continue;
            var linear = TrainLinear([.. Examples.Where(example => Folds.Of(example) != fold)]);
            var (reply, opinion, evidence) = (new ReadReply(), new Opinion(), new Evidence());
            foreach (var example in Examples.Where(example => Folds.Of(example) == fold))
            {
                Read(example, reply);
                if (reply.Tokens.Count == 0) continue;
                opinion.Form(encoder, linear, reply);
                evidence.Read(reply);
                said.Add(Testimony.Of(example, opinion, evidence, reply));
            }
        }

        return said;
    }

    private ReplyEncoder? EncoderOf(int fold)
    {
        if (_encoders is null || Path.Combine(_encoders, $"encoder-{fold}.bin") is not { } path || !File.Exists(path)) return null;
        using var file = File.OpenRead(path);
        return new ReplyEncoder(EncoderWeights.Read(file), _lexicon);
    }
}
