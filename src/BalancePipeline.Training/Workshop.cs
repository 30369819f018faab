using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Network;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;
using BalancePipeline.Training.Measuring;

namespace BalancePipeline.Training;

/// <summary>The data and the settings that every command works with.</summary>
internal sealed class Workshop
{
    private const int Folds = 3;

    private const int LinearBuckets = 1 << 18;

    private readonly WordVectors _vectors;
    private readonly NetworkShape _shape;
    private Action<ReadReply> _without = _ => { };

    /// <param name="data">Folder of the labelled texts.</param>
    /// <param name="resources">The scorer's folder, where its data files stand.</param>
    /// <param name="rates">How to teach.</param>
    /// <param name="hidden">Width of the networks.</param>
    /// <param name="seeds">Number of networks for each third of the replies.</param>
    public Workshop(string data, string resources, LearningRates rates, int hidden, int seeds)
    {
        using var words = File.OpenRead(Path.Combine(resources, "Network", "words.bin"));
        _vectors = WordVectors.Read(words);
        _shape = new NetworkShape(_vectors.Length, Hashed: 24, Buckets: 8192, State: 16, Cues: 32, hidden);
        var lexicon = Lexicon.Load(_vectors.Words);
        Patterns = PatternMatcher.Load(lexicon);
        Reader = new ReplyReader(lexicon, Patterns, _vectors, _shape.Buckets);
        Examples = ExampleFiles.ReadAll(data);
        Rates = rates;
        Seeds = seeds;
    }

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    public IReadOnlyList<Example> Examples { get; }

    public LearningRates Rates { get; }

    public int Seeds { get; }

    /// <summary>The same workshop, with something taken out of what is read.</summary>
    public Workshop Without(Action<ReadReply> without)
    {
        var other = (Workshop)MemberwiseClone();
        other._without = without;
        return other;
    }

    /// <summary>
    /// The third in which a reply is tested: all replies of a writer stand in one, since everybody whom the product meets is another
    /// writer; those of <c>dev.jsonl</c>, whose writers are not told apart, by hash of the id. -1 for what is only learned from.
    /// </summary>
    public static int FoldOf(Example example) => example.Source switch
    {
        ExampleSource.WriterA or ExampleSource.WriterD => 0,
        ExampleSource.WriterB or ExampleSource.WriterE or ExampleSource.WriterG => 1,
        ExampleSource.WriterC or ExampleSource.WriterF or ExampleSource.WriterH => 2,
        ExampleSource.Dev => ExampleFiles.Hash(example.Id) / 4 % Folds,
        _ => -1,
    };

    public void Read(Example example, ReadReply reply)
    {
        Reader.Read(example.Text, reply);
        _without(reply);
    }

    /// <summary>Trains the linear model on some of the examples, whole and cut into sentences.</summary>
    public LinearModel TrainLinear(IReadOnlyList<Example> examples) =>
        LinearTraining.Run(LinearTraining.Read(examples.Concat(examples.SelectMany(Sentences.Cut)), this, LinearBuckets), LinearBuckets, new LinearRates(), seed: 1);

    /// <summary>
    /// Trains for each third on the other two, and lets what came of it speak of the third: so every reply is read by models that do not
    /// know it, nor its writer. The networks are what gets shipped: together they have seen everything.
    /// </summary>
    public Hearing Hear(bool network = true)
    {
        var hearing = new Hearing([], []);
        for (var fold = 0; fold < Folds; fold++) Hear(fold, network, hearing);
        return hearing;
    }

    private void Hear(int fold, bool network, Hearing hearing)
    {
        Example[] train = [.. Examples.Where(example => FoldOf(example) != fold)];
        var linear = TrainLinear(train);
        var weights = network ? TrainNetworks(train, (fold * Seeds) + 1) : [];
        ReplyNetwork[] networks = [.. weights.Select(one => new ReplyNetwork(one, _vectors))];
        var (reply, opinion, evidence, pass) = (new ReadReply(), new Opinion(), new Evidence(), new NetworkPass(_shape));
        foreach (var example in Examples.Where(example => FoldOf(example) == fold))
        {
            Read(example, reply);
            if (reply.Inputs.Count == 0) continue;
            opinion.Form(networks, linear, reply, pass);
            evidence.Read(reply);
            hearing.Said.Add(Testimony.Of(example, opinion, evidence, reply));
        }

        hearing.Networks.AddRange(weights);
    }

    private NetworkWeights[] TrainNetworks(Example[] examples, int seed)
    {
        var lessons = Lesson.Read(Rates.Sentences ? examples.Concat(examples.SelectMany(Sentences.Cut)) : examples, this);
        return [.. Enumerable.Range(seed, Seeds).Select(one => NetworkTraining.Run(_shape, _vectors, lessons, Rates, one))];
    }
}

/// <summary>What came of cross-validation.</summary>
/// <param name="Said">What the models said of every reply that can be tested.</param>
/// <param name="Networks">The networks.</param>
internal sealed record Hearing(List<Testimony> Said, List<NetworkWeights> Networks);
