using System.Collections.Concurrent;
using System.Diagnostics;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Operations;

public sealed class TelemetryTests
{
    [Fact]
    public async Task The_story_is_traced_and_counted_with_identifiers_only()
    {
        var activities = new ConcurrentBag<Activity>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(traces);
        using var measurements = new Measurements();

        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Turquoise", "wilhelmina");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync("wilhelmina@example.org", "We shipped the turquoise release.");

        var names = activities.Select(activity => activity.OperationName).ToHashSet();
        Assert.Superset(new HashSet<string> { "plan prompts", "send prompt", "receive reply", "score reply" }, names);
        Assert.Contains("balance.prompts.planned outcome=planned", measurements.All);
        Assert.Contains("balance.mails.sent kind=prompt outcome=sent", measurements.All);
        Assert.Contains("balance.replies.received verdict=Accepted", measurements.All);
        Assert.Contains("balance.replies.scored outcome=scored", measurements.All);
        var receipts = activities.Where(activity => activity.OperationName == "receive reply").Select(activity => activity.SpanId);
        Assert.Contains(activities, activity => activity.OperationName == "score reply" && activity.Links.Any(link => receipts.Contains(link.Context.SpanId)));

        var everything = string.Join('\n', activities.Select(activity => Text([.. activity.TagObjects]) + Text([.. activity.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value))]))
            .Concat(measurements.All));
        Assert.DoesNotContain("turquoise", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wilhelmina", everything, StringComparison.OrdinalIgnoreCase);
    }

    private static string Text(KeyValuePair<string, object?>[] tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
