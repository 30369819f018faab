using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Queues;

public sealed class QueuePumpTests
{
    private const string Name = QueueNames.PromptsToSend;

    [Fact]
    public async Task A_message_that_fails_five_times_is_parked_and_no_longer_tried()
    {
        await using var story = await TestStory.StartAsync();
        var queue = story.Get<IMessageQueue>();
        await queue.SendAsync(Name, "bad");
        var tries = 0;

        for (var hour = 0; hour < 8; hour++)
        {
            await story.Get<QueuePump>().PumpAsync(Name, (_, _) => throw new InvalidOperationException($"try {++tries}"));
            story.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(QueueLimits.MaximumTries, tries);
        Assert.Equal(0, await queue.CountAsync(Name));
        Assert.Equal("bad", Assert.Single(await queue.PeekAsync(QueueNames.Poison(Name), 1)).Body);
    }

    [Fact]
    public async Task One_failing_message_does_not_hold_up_the_others()
    {
        await using var story = await TestStory.StartAsync();
        var queue = story.Get<IMessageQueue>();
        foreach (var body in new[] { "bad", "good", "better" }) await queue.SendAsync(Name, body);
        var handled = new List<string>();

        await story.Get<QueuePump>().PumpAsync(Name, (body, _) =>
        {
            if (body == "bad") throw new InvalidOperationException("No.");
            handled.Add(body);
            return Task.CompletedTask;
        });

        Assert.Equal(["good", "better"], handled);
        Assert.Equal(1, await queue.CountAsync(Name));
    }
}
