using System.CommandLine;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Cli.Commands;

/// <summary>Options that every command on a data folder has.</summary>
internal static class HostOptions
{
    /// <summary>A new <c>--data</c> option.</summary>
    internal static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Folder of the database and keys; made when missing.",
        DefaultValueFactory = _ => new DirectoryInfo("balance-data"),
    };

    /// <summary>The story on that folder, its schema up to date, serving nothing.</summary>
    internal static async Task<WebApplication> OpenAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        var app = EmbeddedHost.Build(data, url: null);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        return app;
    }
}
