using System.CommandLine;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance migrate</c>: brings the database's schema up to date.</summary>
internal static class MigrateCommand
{
    internal static Command Create()
    {
        var data = HostOptions.Data();
        var command = new Command("migrate", "Bring the database's schema up to date.") { data };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetRequiredValue(data), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        await using var app = EmbeddedHost.Build(data, url: null);
        var applied = await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        foreach (var name in applied) Console.WriteLine($"applied {name}");
        Console.WriteLine("The schema is up to date.");
        return 0;
    }
}
