using System.CommandLine;
using System.Text.Json;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Network;
using BalancePipeline.Training;
using BalancePipeline.Training.Examples;
using BalancePipeline.Training.Learning;
using BalancePipeline.Training.Measuring;

var data = new Option<string>("--data") { Description = "Folder of the labelled texts.", DefaultValueFactory = _ => "src/BalancePipeline.Training/Data", Recursive = true };
var resources = new Option<string>("--resources") { Description = "The scorer's folder.", DefaultValueFactory = _ => "src/BalancePipeline/Scoring", Recursive = true };
var hidden = new Option<int>("--hidden") { Description = "Width of the networks.", DefaultValueFactory = _ => 64, Recursive = true };
var seeds = new Option<int>("--seeds") { Description = "Networks for each third of the replies.", DefaultValueFactory = _ => 1, Recursive = true };
var epochs = new Option<int>("--epochs") { Description = "Times that a network sees the data.", DefaultValueFactory = _ => new LearningRates().Epochs, Recursive = true };
var networks = new Option<bool>("--networks") { Description = "Ablate the networks too, which takes minutes." };
var vectors = new Argument<string>("vectors") { Description = "File of word vectors, as MODEL-CARD.md tells." };
var version = new Argument<string>("version") { Description = "Name of the model, e.g. embedded-2." };

var root = new RootCommand("Teaches and measures the embedded scorer.") { data, resources, hidden, seeds, epochs };
Add("train", "Train, choose how far to trust what, and write the scorer's files.", Train, version);
Add("measure", "Cross-validate and print the figures; writes nothing.", call => Comparison.Print(Shop(call).Hear().Said));
Add("test", "Print the shipped scorer's figures on replies that training never saw.", call => Shipped.PrintAsync(call.GetRequiredValue(data)).GetAwaiter().GetResult());
Add("ablate", "Print what is lost when a part is left out.", call => Ablations.Print(Shop(call), call.GetValue(networks)), networks);
Add("calibrate", "Print and draw the shipped scorer's calibration on the held-out replies.", call => Calibration.PrintAsync(ExampleFiles.ReadHeldOut(call.GetRequiredValue(data)), Path.Combine(call.GetRequiredValue(data), "../calibration.svg")).GetAwaiter().GetResult());
Add("weigh", "Weigh the patterns by the labelled texts and write patterns.json.", call => PatternWeights.Write(Shop(call), Path.Combine(call.GetRequiredValue(resources), "Patterns", "patterns.json")));
Add("words", "Make the table of word vectors, words.bin.", call => WordTable.Write(call.GetRequiredValue(vectors), 96, Path.Combine(call.GetRequiredValue(resources), "Network", "words.bin")), vectors);
return root.Parse(args).Invoke();

void Add(string name, string description, Action<ParseResult> action, Symbol? own = null)
{
    var command = new Command(name, description);
    if (own is Option option) command.Options.Add(option);
    if (own is Argument argument) command.Arguments.Add(argument);
    command.SetAction(call => action(call));
    root.Subcommands.Add(command);
}

Workshop Shop(ParseResult call) => new(
    call.GetRequiredValue(data),
    call.GetRequiredValue(resources),
    new LearningRates { Epochs = call.GetValue(epochs) },
    call.GetValue(hidden),
    call.GetValue(seeds));

void Train(ParseResult call)
{
    var shop = Shop(call);
    var folder = call.GetRequiredValue(resources);
    var (said, trained) = shop.Hear();
    Comparison.Print(said);
    var blends = BlendTraining.Run(said);
    var thresholds = Thresholds.Choose([.. said.Select(one => (one.Example, Prediction.Of(one, blends)))]);
    var judgement = new Judgement(call.GetRequiredValue(version), blends, thresholds, Certainty.Learn(said, blends));
    using var networkFile = File.Create(Path.Combine(folder, "Network", "networks.bin"));
    NetworkFile.Write(networkFile, trained);
    using var linearFile = File.Create(Path.Combine(folder, "Linear", "linear.bin"));
    LinearFile.Write(linearFile, shop.TrainLinear(shop.Examples));
    File.WriteAllText(Path.Combine(folder, "Network", "judgement.json"), JsonSerializer.Serialize(judgement, JsonSerializerOptions.Web) + "\n");
}
