using BalancePipeline.Operations;
using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Operations;

public sealed class PoisonQueueTests
{
    private const string Prompts = QueueNames.PromptsToSend;
    private const string Replies = QueueNames.RepliesToScore;

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_parked_message_goes_back_where_it_came_from_and_the_others_stay(Engine engine)
    {
        await using var story = await StartAsync(engine);
        var poison = story.Get<PoisonQueue>();
        var wanted = (await poison.ListAsync()).Single(message => message.Queue == Replies);

        Assert.Equal(1, await poison.ReplayAsync(wanted.Id));

        var queue = story.Get<IMessageQueue>();
        Assert.Equal("reply", Assert.Single(await queue.PeekAsync(Replies, 10)).Body);
        Assert.Equal(["first", "second"], (await poison.ListAsync()).Select(message => message.Body));
    }

    [Fact]
    public async Task All_parked_messages_are_put_back_or_dropped()
    {
        await using var story = await StartAsync();
        var poison = story.Get<PoisonQueue>();
        var queue = story.Get<IMessageQueue>();

        Assert.Equal(3, await poison.ReplayAsync(null));
        Assert.Equal((2, 1), (await queue.CountAsync(Prompts), await queue.CountAsync(Replies)));
        Assert.Empty(await poison.ListAsync());

        await queue.SendAsync(QueueNames.Poison(Prompts), "third");
        Assert.Equal(1, await poison.DropAsync(null));
        Assert.Equal(2, await queue.CountAsync(Prompts));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Many_parked_messages_are_all_listed(Engine engine)
    {
        await using var story = await StartAsync(engine);
        for (var number = 1; number <= 40; number++) await story.Get<IMessageQueue>().SendAsync(QueueNames.Poison(Replies), $"{number}");

        Assert.Equal(43, (await story.Get<PoisonQueue>().ListAsync()).Count);
    }

    [Fact]
    public async Task An_unknown_message_changes_nothing()
    {
        await using var story = await StartAsync();

        Assert.Equal(0, await story.Get<PoisonQueue>().DropAsync("4711"));
        Assert.Equal(3, (await story.Get<PoisonQueue>().ListAsync()).Count);
    }

    private static async Task<TestStory> StartAsync(Engine? engine = null)
    {
        var story = await TestStory.StartAsync(engine);
        var queue = story.Get<IMessageQueue>();
        await queue.SendAsync(QueueNames.Poison(Prompts), "first");
        await queue.SendAsync(QueueNames.Poison(Replies), "reply");
        await queue.SendAsync(QueueNames.Poison(Prompts), "second");
        return story;
    }
}
