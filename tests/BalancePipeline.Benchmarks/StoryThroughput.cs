using System.Diagnostics;
using BalancePipeline.Api;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BalancePipeline.Benchmarks;

/// <summary>Replies a second from the multipart post to the stored score, through the real steps on a real database.</summary>
internal static class StoryThroughput
{
    private const int People = 1000;

    private const string Text =
        "We got the release out on Friday, a day early, because I dropped the two reports nobody reads. I should have told the support "
        + "desk sooner though; Mira found out from a customer and was rightly annoyed. I rang her, listened, and we agreed that she sees "
        + "the list of changes on Wednesdays from now on.";

    internal static async Task<int> RunAsync(string? connection)
    {
        var data = Directory.CreateTempSubdirectory("balance-bench-");
        await using var app = EmbeddedHost.Build(data, url: null, builder =>
        {
            // All prompts at once: the pace of sending is not what is measured.
            builder.Configuration.AddInMemoryCollection([new("Prompts:SendsPerMinute", "60000")]);
            if (connection is not null) builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", connection)]);
        });
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await AskAsync(app.Services);
        var posts = await AnswerAsync(app.Services);

        var intake = app.Services.GetRequiredService<ReplyIntake>();
        var queues = app.Services.GetRequiredService<StoryQueues>();
        var watch = Stopwatch.StartNew();
        foreach (var post in posts) await intake.ReceiveAsync(await ReplyPost.ReadAsync(post));
        var posted = watch.Elapsed;
        await queues.DrainAsync();
        var scored = watch.Elapsed;

        Console.WriteLine($"{posts.Count} replies: post to queue {posts.Count / posted.TotalSeconds:0} a second, "
            + $"queue to score {posts.Count / (scored - posted).TotalSeconds:0} a second, post to score {posts.Count / scored.TotalSeconds:0} a second, one at a time");
        data.Delete(recursive: true);
        return 0;
    }

    /// <summary>Imports people and makes them due at once.</summary>
    private static async Task AskAsync(IServiceProvider services)
    {
        var rows = Enumerable.Range(0, People).Select(index => $"p{index}@example.org,P{index},Team {index % 50},UTC,mon tue wed thu fri sat sun,09:00,,en");
        await services.GetRequiredService<RosterImport>().ImportAsync(
            new StringReader("email,name,team,time_zone,days,local_time,leader_of,locale\n" + string.Join('\n', rows)));
        var due = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await using (var db = await services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync())
            await db.Participants.ExecuteUpdateAsync(row => row.SetProperty(person => person.NextDueAt, due));

        await services.GetRequiredService<PromptPlanner>().PlanAsync();
        await services.GetRequiredService<StoryQueues>().DrainAsync();
    }

    private static async Task<List<MultipartFormDataContent>> AnswerAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync();
        var posts = new List<MultipartFormDataContent>(People);
        await foreach (var mime in db.MailboxEmails.AsNoTracking().Select(mail => mail.Mime).AsAsyncEnumerable())
        {
            using var mail = await MimeMessage.LoadAsync(new MemoryStream(mime));
            posts.Add(ReplyPost.Answer(mail, Text, TimeProvider.System.GetUtcNow()));
        }

        return posts;
    }
}
