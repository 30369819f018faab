using System.CommandLine;
using BalancePipeline.Access;
using BalancePipeline.Cli.Demo;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance demo</c>: a made-up company, twelve weeks lived through by the real pipeline, then served.</summary>
internal static class DemoCommand
{
    internal static Command Create()
    {
        var urls = RunCommand.Urls();
        var command = new Command("demo", "See it work: a made-up company, twelve weeks in under a minute, then its pages.") { urls };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetRequiredValue(urls), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string urls, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("balance-demo-");
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            var firstWeek = IsoWeek.MondayOf(now).AddDays(-7 * DemoLife.Weeks);
            var clock = new DemoClock(new DateTimeOffset(firstWeek, TimeOnly.MinValue, TimeSpan.Zero));
            await using var app = EmbeddedHost.Build(data, urls, builder => Configure(builder, clock));
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
            await LiveAsync(app, now, cancellationToken);
            await RunCommand.StartAsync(app, urls, cancellationToken);
            await PrintLinksAsync(app, urls, cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
        }
        finally
        {
            data.Delete(recursive: true);
        }

        return 0;
    }

    private static void Configure(WebApplicationBuilder builder, DemoClock clock)
    {
        // A demo that loses its last second when the power fails loses nothing.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:SqliteSynchronous"] = "OFF" });
        builder.Services.RemoveAll<TimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<DemoLife>();
    }

    private static Task LiveAsync(WebApplication app, DateTimeOffset now, CancellationToken cancellationToken) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var task = context.AddTask($"Living through {DemoLife.Weeks} weeks", maxValue: 1);
            await app.Services.GetRequiredService<DemoLife>().LiveAsync(now, new Progress<double>(done => task.Value = done), cancellationToken);
            task.Value = 1;
        });

    private static async Task PrintLinksAsync(WebApplication app, string urls, CancellationToken cancellationToken)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync(cancellationToken);
        var person = await db.Participants.OrderByDescending(row => db.Replies.Count(reply => reply.ParticipantId == row.Id)).FirstAsync(cancellationToken);
        var page = app.Services.GetRequiredService<SignedTokens>()
            .Issue(TokenPurpose.Page, person.Id, TimeProvider.System.GetUtcNow().AddDays(1));
        var address = app.Services.GetRequiredService<IOptions<MailOptions>>().Value.PublicUrl.TrimEnd('/');
        var code = await app.Services.GetRequiredService<SignInLinks>().RequestAsync(DemoOrganization.Leader, cancellationToken);
        Console.WriteLine($"""

            The mailbox    {ListenAddress.FromHere(urls)}/mailbox     (open a prompt and press Reply)
            A person       {address}/me/{page}
            The dashboard  {address}/sign-in/{code}
                           (signs a leader in, once and within 15 minutes; ask for another link at {address}/sign-in
                           as {DemoOrganization.Leader}, it arrives in the mailbox)

            End the demo with Ctrl+C; it leaves nothing behind.
            """);
    }
}
