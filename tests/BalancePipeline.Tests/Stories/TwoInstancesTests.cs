using System.Collections.Concurrent;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Email;
using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Stories;

/// <summary>Two instances of the product on one database, doing the same at the same time.</summary>
public sealed class TwoInstancesTests
{
    // More than a planner takes at once, so that both find some.
    private const int People = 700;

    private static readonly Dictionary<string, string?> Fast = new() { ["Storage:SqliteSynchronous"] = "OFF", ["Prompts:SendsPerMinute"] = "1000" };

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Nobody_is_asked_twice_when_both_plan_and_send_at_once(Engine engine)
    {
        var sent = new CountingSender();
        await using var first = await TestStory.StartAsync(engine, services => Replace(services, sent), Fast);
        await using var second = await StartBesideAsync(first, engine, services => Replace(services, sent));
        await first.ImportPeopleAsync("Engineering", Enumerable.Range(1, People).Select(number => $"person{number}"));
        TestStory[] both = [first, second];
        foreach (var story in both) story.Clock.Advance(TimeSpan.FromHours(1));

        var planned = await Task.WhenAll(both.Select(story => Task.Run(() => story.Get<PromptPlanner>().PlanAsync())));
        await Task.WhenAll(both.Select(story => Task.Run(() => story.Get<StoryQueues>().DrainAsync())));

        Assert.Equal(People, planned.Sum(result => result.Planned));
        Assert.Equal(People, sent.Recipients.Count);
        Assert.Equal(People, sent.Recipients.Distinct().Count());
        await using var db = first.OpenDb();
        Assert.Equal(People, await db.PromptDeliveries.CountAsync(delivery => delivery.State == DeliveryState.Sent));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_mail_posted_to_both_at_once_is_one_reply_scored_once(Engine engine)
    {
        await using var first = await TestStory.StartAsync(engine);
        await using var second = await StartBesideAsync(first, engine);
        await first.ImportPeopleAsync("Engineering", "anna");
        await first.AdvanceAsync(TimeSpan.FromHours(1));
        second.Clock.Advance(TimeSpan.FromHours(1));
        var prompt = (await first.NewestMailToAsync("anna@example.org"))!;
        TestStory[] both = [first, second];

        for (var round = 0; round < 10; round++)
        {
            var post = InboundPost.Answer(prompt, "anna@example.org", $"We shipped part {round} and I thanked Ben.");
            await Task.WhenAll(both.Select(story => Task.Run(() => story.PostAsync(post))));
        }

        await Task.WhenAll(both.Select(story => Task.Run(() => story.Get<StoryQueues>().DrainAsync())));
        await using var db = first.OpenDb();
        Assert.Equal(10, await db.InboundEmails.CountAsync());
        Assert.Equal(10, (await db.Replies.SingleAsync()).Revision);
        Assert.Equal(1, await db.Scores.CountAsync(score => score.Revision == 10));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Two_answers_to_one_prompt_that_arrive_at_once_are_both_kept(Engine engine)
    {
        await using var first = await TestStory.StartAsync(engine);
        await using var second = await StartBesideAsync(first, engine);
        await first.ImportPeopleAsync("Engineering", "anna");
        await first.AdvanceAsync(TimeSpan.FromHours(1));
        second.Clock.Advance(TimeSpan.FromHours(1));
        var prompt = (await first.NewestMailToAsync("anna@example.org"))!;
        TestStory[] both = [first, second];

        for (var round = 0; round < 8; round++)
        {
            var posts = both.Select((_, index) => InboundPost.Answer(prompt, "anna@example.org", $"Answer {round} to instance {index}.")).ToList();
            await Task.WhenAll(both.Select((story, index) => Task.Run(() => story.PostAsync(posts[index]))));
        }

        await using var db = first.OpenDb();
        var reply = await db.Replies.SingleAsync();
        Assert.Equal(16, reply.Revision);
        Assert.All(
            from round in Enumerable.Range(0, 8) from index in new[] { 0, 1 } select $"Answer {round} to instance {index}.",
            answer => Assert.Contains(answer, reply.Text, StringComparison.Ordinal));
        Assert.All(await db.InboundEmails.Where(inbound => inbound.DeliveryId != null).ToListAsync(), inbound => Assert.NotNull(inbound.JudgedAt));
    }

    private static async Task<TestStory> StartBesideAsync(TestStory first, Engine engine, Action<IServiceCollection>? configure = null)
    {
        await using var db = first.OpenDb();
        return await TestStory.StartAsync(engine, configure, new Dictionary<string, string?>(Fast)
        {
            ["Storage:ConnectionString"] = db.Database.GetConnectionString(),
            ["Tokens:Keys:0"] = first.Get<IOptions<TokenOptions>>().Value.Keys[0],
        });
    }

    private static void Replace(IServiceCollection services, CountingSender sender)
    {
        services.RemoveAll<IEmailSender>();
        services.AddSingleton<IEmailSender>(sender);
    }

    private sealed class CountingSender : IEmailSender
    {
        internal ConcurrentBag<string> Recipients { get; } = [];

        public Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
        {
            Recipients.Add(email.Recipient);
            return Task.FromResult<SendResult>(new SendResult.Sent(null));
        }
    }
}
