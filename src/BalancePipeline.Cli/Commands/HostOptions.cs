using System.CommandLine;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Cli.Commands;

/// <summary>Options and arguments that commands on a data folder have in common.</summary>
internal static class HostOptions
{
    /// <summary>A new <c>--data</c> option.</summary>
    internal static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Folder of the database and keys; made when missing.",
        DefaultValueFactory = _ => new DirectoryInfo("balance-data"),
    };

    /// <summary>A new <c>--json</c> option.</summary>
    internal static Option<bool> Json() => new("--json") { Description = "Write JSON, for other programs." };

    /// <summary>A new <c>--yes</c> option.</summary>
    internal static Option<bool> Yes() => new("--yes") { Description = "Don't ask; do it." };

    /// <summary>A new <c>person</c> argument.</summary>
    internal static Argument<string> Person() => new("person") { Description = "The person's address, or the id that logs and status show." };

    /// <summary>The story on that folder, its schema up to date, serving nothing.</summary>
    internal static async Task<WebApplication> OpenAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        var app = EmbeddedHost.Build(data, url: null);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        return app;
    }

    /// <summary>A service of the story.</summary>
    internal static T Get<T>(this WebApplication app)
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>A new context on the story's storage.</summary>
    internal static Task<BalanceDb> OpenDbAsync(this WebApplication app, CancellationToken cancellationToken) =>
        app.Get<IDbContextFactory<BalanceDb>>().CreateDbContextAsync(cancellationToken);

    /// <summary>The person of that address or id, tracked.</summary>
    internal static async Task<Participant> FindPersonAsync(this BalanceDb db, string text, CancellationToken cancellationToken)
    {
        var email = text.Trim().ToLowerInvariant();
        var id = long.TryParse(email, out var number) ? number : 0;
        return await db.Participants.SingleOrDefaultAsync(person => person.Email == email || person.Id == id, cancellationToken)
            ?? throw new CommandException($"There is no person '{text}'. Give an address of the roster, or an id.");
    }

    /// <summary>Asks before something that can't be undone.</summary>
    internal static void Confirm(bool yes, string what)
    {
        if (yes) return;
        if (Console.IsInputRedirected) throw new CommandException($"{what} can't be undone; add --yes to do it.");
        Console.Error.Write($"{what} can't be undone. Go on? [y/N] ");
        if (Console.ReadLine()?.Trim() is not ("y" or "Y" or "yes")) throw new CommandException("Nothing was done.");
    }
}
