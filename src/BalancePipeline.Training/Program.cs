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
void Report(IReadOnlyList<(Example Gold, Prediction Said)> every)
{
    var clauses = every.Where(p => !p.Gold.IsReply).ToList();
    if (clauses.Count > 0) Console.WriteLine($"  {"Clauses",-8} {Figures.Of(clauses, Thresholds.Choose(clauses))}");
    var pairs = every.Where(p => p.Gold.IsReply).ToList();
    Console.WriteLine("  means " + string.Join(" ", pairs.GroupBy(p => p.Gold.Source).Select(g => $"{g.Key} {g.Average(p => p.Gold.Results):0.00}/{g.Average(p => p.Said.Results):0.00} {g.Average(p => p.Gold.Relationships):0.00}/{g.Average(p => p.Said.Relationships):0.00}")));
    var thresholds = Thresholds.Choose(pairs);
    foreach (var group in pairs.GroupBy(p => p.Gold.Source).OrderBy(g => g.Key)) Console.WriteLine($"  {group.Key,-8} {Figures.Of([.. group], thresholds)}");
    Console.WriteLine($"  {"all",-8} {Figures.Of(pairs, thresholds)}");
    Console.WriteLine("  thresholds " + string.Join(" ", Enum.GetValues<LabelKind>().Select(kind => $"{kind} {thresholds[LabelIndex.Of(kind, Framework.CodesOf(kind)[0].Code)]}")));
}

if (args[0] == "gradients")
{
    var shape = new NetworkShape(shop.Vectors.Length, 24, 8192, 16, 32, 32);
    var weights = new NetworkWeights(shape);
    var random = new Random(1);
    foreach (var w in weights.All) for (var i = 0; i < w.Values.Length; i++) w.Values[i] = (float)((random.NextDouble() - 0.5) * 0.4);
    var network = new ReplyNetwork(weights, shop.Vectors);
    var pass = new NetworkPass(shape);
    var lesson = Lesson.Read(shop.Examples.Where(e => e.Quotes.Count > 0).Take(1), shop.Reader)[0];
    double LossOf()
    {
        network.Run(lesson.Inputs, pass);
        var e = lesson.Example; var o = pass.Outputs; double loss = 0.25 * Math.Pow(o[0] - e.Results!.Value / 2, 2) + 0.25 * Math.Pow(o[1] - e.Relationships!.Value / 2, 2) + 0.25 * Math.Pow(o[2] - e.Depth!.Value / 2, 2);
        double Bce(float x, bool y) => Math.Log(1 + Math.Exp(y ? -x : x));
        loss += Bce(o[3], e.Scorable!.Value); for (var k = 0; k < 26; k++) loss += Bce(o[4 + k], e.Labels[k]);
        foreach (var q in lesson.Quotes) { var sum = 1e-4; for (var t = q.Start; t < q.End; t++) sum += pass.Heads[t * NetworkShape.Heads + 26 + q.Label]; loss -= 0.3 * Math.Log(sum); }
        return loss;
    }
    LossOf();
    var into = new NetworkWeights(shape); var outputs = new float[32]; var attention = new float[pass.Length * 26];
    Loss.OfOutputs(lesson.Example, pass.Outputs, 1, 0.5f, outputs);
    foreach (var q in lesson.Quotes) Loss.OfQuote(pass, q, 0.3f, attention);
    var backward = new Backward(weights, new LearningRates { HiddenDropout = 0, InputDropout = 0, ReplyDropout = 0, WordDropout = 0 }); backward.Prepare();
    backward.Run(lesson.Inputs, pass, outputs, attention, into);
    foreach (var (w, g) in weights.All.Zip(into.All))
    {
        for (var n = 0; n < 6; n++)
        {
            var i = w.Name == "hashed" ? lesson.Inputs[n].Bucket * 24 + n : w.Name == "state" ? lesson.Inputs[n].State * 16 + n : random.Next(w.Values.Length);
            var old = w.Values[i]; const float h = 2e-3f;
            w.Values[i] = old + h; var up = LossOf(); w.Values[i] = old - h; var down = LossOf(); w.Values[i] = old;
            Console.WriteLine($"{w.Name} {i}: numeric {(up - down) / (2 * h):0.00000} analytic {g.Values[i]:0.00000}");
        }
    }
}
else if (args[0] == "weigh")
{
    PatternWeights.Write(shop, Path.Combine(resources, "../Patterns/patterns.json"));
}
else if (args[0] == "linear")
{
    bool IsTest(Example e) => e.Source is ExampleSource.WriterC || (e.Source is ExampleSource.Clauses && ExampleFiles.Hash(e.Id) % 8 == 0) || (e.Source is ExampleSource.Dev && ExampleFiles.Hash(e.Id) / 4 % 3 == 0);
    var lessons = LinearTraining.Read(shop.Examples, shop.Reader, 1 << 17);
    var train = lessons.Where(l => !IsTest(l.Example)).ToList();
    foreach (var linear in new LinearRates[] { new() { Rate = 0.1f, Decay = 0.0001f }, new() { Rate = 0.05f, Decay = 0.0001f }, new() { Rate = 0.03f, Decay = 0.0001f, Epochs = 20 }, new() { Rate = 0.1f, Decay = 0.00001f, ClauseMeasures = 0.1f }, new() { Rate = 0.1f, Decay = 0.00001f, ClauseMeasures = 0.1f, Reply = 5 } })
    {
        Note(linear.ToString());
        var model = LinearTraining.Run(train, 1 << 17, linear, 1);
        var outputs = new float[32];
        Report([.. lessons.Where(l => IsTest(l.Example)).Select(l => { model.Run(l.Features, outputs); return (l.Example, Jury.Read(outputs)); })]);
    }
}
else if (args[0] == "probe")
{
    bool IsTest(Example e) => e.Source is ExampleSource.WriterC || (e.Source is ExampleSource.Clauses && ExampleFiles.Hash(e.Id) % 8 == 0) || (e.Source is ExampleSource.Dev && ExampleFiles.Hash(e.Id) / 4 % 3 == 0);
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
