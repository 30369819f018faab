using System.CommandLine;
using System.Text.Json;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Training;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;
using BalancePipeline.Training.Measuring;

var data = new Option<string>("--data") { Description = "Folder of the labelled texts.", DefaultValueFactory = _ => "src/BalancePipeline.Training/Data", Recursive = true };
var resources = new Option<string>("--resources") { Description = "The scorer's folder.", DefaultValueFactory = _ => "src/BalancePipeline/Scoring", Recursive = true };
var encoder = new Option<string>("--encoder") { Description = "Encoder for validation, made by BalancePipeline.Training.Encoder.", DefaultValueFactory = _ => "artifacts/validation.bin", Recursive = true };
var version = new Argument<string>("version") { Description = "Name of the model, e.g. embedded-2." };

var root = new RootCommand("Teaches and measures the embedded scorer.") { data, resources, encoder };
Add("train", "Train the linear model, choose how far to trust which model, and write both down.", Train, version);
Add("measure", "Print the figures on what is set aside; writes nothing.", call => Comparison.Print(Shop(call).Hear()));
Add("test", "Print the shipped scorer's figures on replies that training never saw.", call => Shipped.PrintAsync(call.GetRequiredValue(data)).GetAwaiter().GetResult());
Add("ablate", "Print what is lost when a part is left out.", call => Ablations.Print(Shop(call)));
Add("calibrate", "Print and draw the shipped scorer's calibration on the held-out replies.", call => Calibration.PrintAsync(ExampleFiles.ReadHeldOut(call.GetRequiredValue(data)), Path.Combine(call.GetRequiredValue(data), "../calibration.svg")).GetAwaiter().GetResult());
Add("weigh", "Weigh the patterns by the labelled texts and write patterns.json.", call => PatternWeights.Write(Shop(call), Path.Combine(call.GetRequiredValue(resources), "Patterns", "patterns.json")));
return root.Parse(args).Invoke();

void Add(string name, string description, Action<ParseResult> action, Argument? own = null)
{
    var command = new Command(name, description);
    if (own is not null) command.Arguments.Add(own);
    command.SetAction(call => action(call));
    root.Subcommands.Add(command);
}

Workshop Shop(ParseResult call) => new(call.GetRequiredValue(data), call.GetRequiredValue(encoder));

void Train(ParseResult call)
{
    var shop = Shop(call);
    var folder = call.GetRequiredValue(resources);
    var said = shop.Hear();
    Comparison.Print(said);
    using var linearFile = File.Create(Path.Combine(folder, "Linear", "linear.bin"));
    LinearFile.Write(linearFile, shop.TrainLinear(shop.Examples));
    var name = call.GetRequiredValue(version);
    Write("judgement.json", name, BlendTraining.Run(said));
    Write("judgement-quick.json", name + "-quick", BlendTraining.Run(said, encoder: false));

    void Write(string file, string version, Blend[] blends)
    {
        var thresholds = Thresholds.Choose([.. said.Select(one => (one.Example, Prediction.Of(one, blends)))]);
        var judgement = new Judgement(version, blends, thresholds, Certainty.Of(said, blends));
        File.WriteAllText(Path.Combine(folder, "Judging", file), JsonSerializer.Serialize(judgement, JsonSerializerOptions.Web) + "\n");
    }
}
