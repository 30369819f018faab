using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Network;
using BalancePipeline.Training;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;
using BalancePipeline.Training.Measuring;

var options = args.Skip(1).Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => a[1]);
string Get(string name, string value) => options.Remove(name, out var given) ? given : value;
var data = Get("data", "src/BalancePipeline.Training/Data");
var resources = Get("resources", "src/BalancePipeline/Scoring/Network");
var hidden = int.Parse(Get("hidden", "64"), CultureInfo.InvariantCulture);
var seeds = int.Parse(Get("seeds", "2"), CultureInfo.InvariantCulture);
var vectorsFile = Get("vectors", "");
var rates = new LearningRates();
foreach (var (name, value) in options)
{
    var property = typeof(LearningRates).GetProperty(name)!;
    property.SetValue(rates, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
}

var clock = Stopwatch.StartNew();
if (args[0] == "words")
{
    WordTable.Write(vectorsFile, int.Parse(args.Length > 9 ? "0" : "96", CultureInfo.InvariantCulture), Path.Combine(resources, "words.bin"));
    return 0;
}

var shop = new Workshop(data, Path.Combine(resources, "words.bin"), hidden, rates, seeds);
Console.WriteLine(string.Join(", ", shop.Examples.GroupBy(e => e.Source).Select(g => $"{g.Key} {g.Count()}")));
void Note(string text) => Console.WriteLine($"{clock.Elapsed.TotalSeconds,5:0} s  {text}");
void Report(IReadOnlyList<(Example Gold, Prediction Said)> pairs)
{
    var thresholds = Thresholds.Choose(pairs);
    foreach (var group in pairs.GroupBy(p => p.Gold.Source).OrderBy(g => g.Key)) Console.WriteLine($"  {group.Key,-8} {Figures.Of([.. group], thresholds)}");
    Console.WriteLine($"  {"all",-8} {Figures.Of(pairs, thresholds)}");
    Console.WriteLine("  thresholds " + string.Join(" ", Enum.GetValues<LabelKind>().Select(kind => $"{kind} {thresholds[LabelIndex.Of(kind, Framework.CodesOf(kind)[0].Code)]}")));
}

if (args[0] == "probe")
{
    bool IsTest(Example e) => e.Source is ExampleSource.WriterC || (e.Source is ExampleSource.Dev && ExampleFiles.Hash(e.Id) / 4 % 3 == 0);
    var jury = new Jury(shop.Vectors);
    foreach (var weights in shop.Train(shop.Examples.Where(e => !IsTest(e)))) jury.Add(weights);
    Report([.. Lesson.Read(shop.Examples.Where(IsTest), shop.Reader).Select(l => (l.Example, jury.Say(l)))]);
}
else if (args[0] == "folds") Report(shop.CrossValidate(e => ExampleFiles.Hash(e.Id) / 4 % 4, Note));
else if (args[0] == "writers") Report(shop.CrossValidate(e => (int)e.Source, Note));
else if (args[0] == "train")
{
    var pairs = shop.CrossValidate(e => ExampleFiles.Hash(e.Id) / 4 % 3, Note);
    Report(pairs);
    var networks = shop.Train(shop.Examples).ToList();
    using (var stream = File.Create(Path.Combine(resources, "networks.bin"))) NetworkFile.Write(stream, networks);
    File.WriteAllText(Path.Combine(resources, "judgement.json"), JsonSerializer.Serialize(new Judgement("embedded-1", Thresholds.Choose(pairs)), JsonSerializerOptions.Web));
}

Note("done");
return 0;
