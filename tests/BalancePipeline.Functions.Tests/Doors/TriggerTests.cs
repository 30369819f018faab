using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Operations;
using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Functions.Tests.Doors;

public sealed class TriggerTests
{
    [Fact]
    public void Timers_call_at_their_times_are_watched_and_never_run_at_start()
    {
        var timers = FunctionDoor.Of("timerTrigger");

        Assert.Equal(
            [
                "HandoverTimer 0 */5 * * * *",
                "HousekeepingTimer 0 40 2 * * *",
                "InsightTimer 0 10 3 * * 1",
                "PromptTimer 0 */15 * * * *",
                "SweepTimer 0 5/15 * * * *",
            ],
            timers.Select(door => $"{door.Name} {door["schedule"]}").Order(StringComparer.Ordinal));
        Assert.All(timers, door => Assert.NotEqual("False", door["useMonitor"]));
        Assert.All(timers, door => Assert.NotEqual("True", door["runOnStartup"]));
    }

    [Fact]
    public void A_week_that_could_not_be_released_is_tried_again_within_the_hour()
    {
        var retry = FunctionDoor.Of("timerTrigger").Single(door => door.Name == "InsightTimer").Retry!;

        Assert.Equal(6, retry.MaxRetryCount);
        Assert.Equal(TimeSpan.FromMinutes(10), retry.DelayInterval);
    }

    [Fact]
    public async Task Every_timer_of_the_embedded_host_has_a_door()
    {
        await using var story = await TestStory.StartAsync();
        var doors = FunctionDoor.Of("timerTrigger").Select(door => door.Name).ToList();

        Assert.All(story.Get<StoryTimers>().All, timer => Assert.Contains(timer.Name, doors));
    }

    [Fact]
    public void Every_queue_has_a_door_and_no_poison_queue_has_one()
    {
        var doors = FunctionDoor.Of("queueTrigger");

        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), doors.Select(door => door["queueName"]!).Order(StringComparer.Ordinal));
        Assert.All(doors, door => Assert.Equal(StorageQueueOptions.Connection, door["connection"]));
    }

    [Fact]
    public void Every_function_has_a_name_of_its_own()
    {
        var names = FunctionDoor.All.Select(door => door.Name).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task The_container_builds_every_class_of_doors()
    {
        using var app = FunctionApp.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var classes = FunctionDoor.All.Select(door => door.EntryPoint[..door.EntryPoint.LastIndexOf('.')]).Distinct().ToList();

        Assert.NotEmpty(classes);
        Assert.All(classes, name => Assert.NotNull(
            ActivatorUtilities.CreateInstance(scope.ServiceProvider, typeof(FunctionHost).Assembly.GetType(name, throwOnError: true)!)));
    }

    [Fact]
    public void The_host_is_told_what_the_embedded_host_does()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var queues = json.RootElement.GetProperty("extensions").GetProperty("queues");

        Assert.Equal("", json.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal(QueueLimits.MaximumTries, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal(EmbeddedWaits(), (QueueLimits.MaximumTries - 1) * TimeSpan.Parse(queues.GetProperty("visibilityTimeout").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(nameof(QueueMessageEncoding.Base64), queues.GetProperty("messageEncoding").GetString(), ignoreCase: true);
    }

    // The embedded host doubles the wait after each try; the Functions host knows one wait only.
    private static TimeSpan EmbeddedWaits() => QueuePump.Visibility * ((1 << (QueueLimits.MaximumTries - 1)) - 1);
}
