using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using BalancePipeline.Functions.Queues;
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
    [InlineData("balance.timer.duration", "PromptTimer")]
    public void Alerts_look_at_metrics_that_the_story_records(string metric, string word)
    {
        var alerts = Module("alerts");

        Assert.Contains($"Name == \"{metric}\"", alerts, StringComparison.Ordinal);
        Assert.Contains(word, alerts, StringComparison.Ordinal);
        Assert.Contains(metric, Instruments());
    }

    private static List<string> Instruments()
    {
        var names = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => names.Add(instrument.Name) };
        listener.Start();
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        return names;
    }

    private static string Module(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "azure.yaml"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "infra", "modules", name + ".bicep"));
    }
}
