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
    private readonly string? _encoder;
    private readonly Action<ReadReply> _without = _ => { };

    /// <param name="data">Folder of the labelled texts.</param>
    /// <param name="encoder">File of an encoder that was taught without what is set aside; null to do without.</param>
    public Workshop(string data, string? encoder)
    {
        Patterns = PatternMatcher.Load(_lexicon);
        Reader = new ReplyReader(_lexicon, Patterns);
        Examples = ExampleFiles.ReadAll(data);
        _encoder = encoder;
    }

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    public IReadOnlyList<Example> Examples { get; }

    /// <summary>The same workshop without an encoder, and with something taken out of what is read.</summary>
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

    /// <summary>Lets models that were taught on the rest speak of what is set aside, so that every reply is read by models that know neither it nor, but for <c>dev.jsonl</c>, its writer.</summary>
    public List<Testimony> Hear()
    {
        var encoder = ReadEncoder();
        var linear = TrainLinear([.. Examples.Where(example => !Validation.Holds(example))]);
        var (question, reply, opinion, evidence) = (new ReadReply(), new ReadReply(), new Opinion(), new Evidence());
        var said = new List<Testimony>();
        foreach (var example in Examples.Where(Validation.Holds))
        {
            Read(example, reply);
            if (reply.Tokens.Count == 0) continue;
            Reader.Read(example.Question ?? "", question);
            opinion.Form(encoder, linear, question, reply);
            evidence.Read(reply);
            said.Add(Testimony.Of(example, opinion, evidence, reply));
        }

        return said;
    }

    private ReplyEncoder? ReadEncoder()
    {
        if (_encoder is null) return null;
        if (!File.Exists(_encoder)) throw new FileNotFoundException($"There is no encoder for validation; make it first: dotnet run -c Release --project src/BalancePipeline.Training.Encoder -- {_encoder} --validate");
        using var file = File.OpenRead(_encoder);
        return new ReplyEncoder(EncoderWeights.Read(file), _lexicon);
    }
}
