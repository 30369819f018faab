using System.Security.Cryptography;
using BalancePipeline.Api;
using BalancePipeline.Api.Routing;
using BalancePipeline.Api.Webhooks;
using BalancePipeline.Email;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Cli.Hosting;

/// <summary>The whole story in one process: SQLite or PostgreSQL, the queue in the same database, timers, pages.</summary>
public static class EmbeddedHost
{
    /// <summary>Builds the host.</summary>
    /// <param name="data">Folder of the database and of the keys that are made at the first start; created when missing.</param>
    /// <param name="url">Where to listen; null when the host serves nothing.</param>
    /// <param name="configure">Further registrations, e.g. another clock.</param>
    public static WebApplication Build(DirectoryInfo data, string? url, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        data.Create();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = data.FullName });
        builder.Configuration.AddInMemoryCollection(Defaults(data, url));
        builder.Configuration.AddJsonFile("balance.json", optional: true);
        builder.Configuration.AddEnvironmentVariables("BALANCE_");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // Whoever catches a failure says it in one line; these would say it first, with a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Services.AddBalancePipeline();
        builder.Services.AddSingleton<IMessageQueue, EmbeddedQueue>();
        builder.Services.AddBalanceApi(SendsToMailbox(builder.Configuration) ? MailboxPage.Routes : []);
        builder.Services.AddSingleton<StoryQueues>();
        builder.Services.AddOtlpExport(builder.Configuration);
        if (url is not null)
        {
            builder.WebHost.UseUrls(url);
            builder.Services.AddHostedService<BackgroundStory>();
        }

        configure?.Invoke(builder);

        // Whoever can reach the mailbox page could write replies there anyhow.
        builder.Services.PostConfigure<WebhookOptions>(webhooks => webhooks.AllowUnsigned |= IsLoopback(url) && SendsToMailbox(builder.Configuration));
        var app = builder.Build();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            api => api.UseStatusCodePages(context => Problems.Unanswered(context.HttpContext).ExecuteAsync(context.HttpContext)));
        app.Services.GetRequiredService<RouteTable>().Map(app);
        return app;
    }

    private static bool SendsToMailbox(IConfiguration configuration) =>
        configuration.GetValue($"{MailOptions.SectionName}:{nameof(MailOptions.Sender)}", MailSender.Mailbox) is MailSender.Mailbox;

    private static bool IsLoopback(string? urls) =>
        urls is null || urls.Split(';').All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback);

    private static Dictionary<string, string?> Defaults(DirectoryInfo data, string? url) => new()
    {
        [$"{StorageOptions.SectionName}:{nameof(StorageOptions.ConnectionString)}"] = $"Data Source={Path.Combine(data.FullName, "balance.db")}",
        [$"{TokenOptions.SectionName}:{nameof(TokenOptions.Keys)}:0"] = TokenKey(data),
        [$"{MailOptions.SectionName}:{nameof(MailOptions.PublicUrl)}"] = url is null ? "http://localhost:5080" : ListenAddress.ForLinks(url),
    };

    /// <summary>The key that signs links and reply addresses: made once, readable by its owner alone.</summary>
    private static string TokenKey(DirectoryInfo data)
    {
        var file = new FileInfo(Path.Combine(data.FullName, "token.key"));
        if (!file.Exists)
        {
            using var writer = new StreamWriter(OwnerFile.Create(file.FullName));
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenOptions.KeyBytes)));
        }

        return File.ReadAllText(file.FullName).Trim();
    }
}
