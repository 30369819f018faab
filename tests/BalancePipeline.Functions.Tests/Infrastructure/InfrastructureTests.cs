using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Queues;

namespace BalancePipeline.Functions.Tests.Infrastructure;

public sealed class InfrastructureTests
{
    [Fact]
    public void Every_queue_of_the_story_is_made() => Assert.Contains(
        $"var queues = [{string.Join(", ", QueueNames.All.Select(name => $"'{name}'"))}]", Module("storage"), StringComparison.Ordinal);

    [Fact]
    public void Claims_have_a_container_and_outlive_every_message()
    {
        var storage = Module("storage");

        Assert.Contains($"name: '{Claims.Container}'", storage, StringComparison.Ordinal);
        Assert.Contains($"prefixMatch: ['{Claims.Container}/']", storage, StringComparison.Ordinal);
        var days = int.Parse(storage.Split("daysAfterCreationGreaterThan: ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(days, 2 * StorageQueue.LongestDelay.Days, 90);
    }

    [Theory]
    [InlineData("balance.queue.waiting", $"endswith \"{QueueNames.PoisonSuffix}\"")]
    [InlineData("balance.queue.oldest", $"== \"{QueueNames.PromptsToSend}\"")]
    [InlineData("balance.mails.sent", "permanent")]
    [InlineData("balance.mails.sent", "transient")]
    [InlineData("balance.replies.refused", "replies-refused")]
    [InlineData("balance.timer.duration", "PromptTimer")]
    [InlineData("balance.timer.duration", "\"failed\"")]
    public void Alerts_look_at_metrics_that_the_story_records(string metric, string word)
    {
        var alerts = Module("alerts");

        Assert.Contains($"Name == \"{metric}\"", alerts, StringComparison.Ordinal);
        Assert.Contains(word, alerts, StringComparison.Ordinal);
        Assert.Contains(metric, Instruments());
    }

    [Fact]
    public void A_deployment_from_GitHub_knows_every_parameter_that_one_by_hand_does()
    {
        using var parameters = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root.FullName, "infra", "main.parameters.json")));
        var workflow = File.ReadAllText(Path.Combine(Repository.Root.FullName, ".github", "workflows", "azure-dev.yml"));

        Assert.All(parameters.RootElement.GetProperty("parameters").EnumerateObject(), parameter => Assert.Contains(
            $"      {parameter.Value.GetProperty("value").GetString()!.Trim('$', '{', '}').Split('=')[0]}: ${{{{ ", workflow, StringComparison.Ordinal));
    }

    private static List<string> Instruments()
    {
        var names = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => names.Add(instrument.Name) };
        listener.Start();
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        return names;
    }

    private static string Module(string name) => File.ReadAllText(Path.Combine(Repository.Root.FullName, "infra", "modules", name + ".bicep"));
}
