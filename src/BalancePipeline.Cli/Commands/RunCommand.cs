using System.CommandLine;
using System.Net;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Email;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance run</c>: the embedded host.</summary>
internal static class RunCommand
{
    internal const string DefaultUrl = "http://localhost:5080";

    internal static Command Create()
    {
        var data = HostOptions.Data();
        var urls = Urls();
        var command = new Command("run", "Run everything in one process: timers, queues, pages and API.") { data, urls };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetRequiredValue(data), call.GetRequiredValue(urls), cancellationToken));
        return command;
    }

    /// <summary>A new <c>--urls</c> option.</summary>
    internal static Option<string> Urls()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => DefaultUrl };
        urls.Validators.Add(result =>
        {
            foreach (var url in result.GetValueOrDefault<string>().Split(';').Where(url => !IsAddress(url)))
                result.AddError($"'{url}' is not an address to listen on. Give one such as {DefaultUrl}.");
        });
        return urls;
    }

    private static async Task<int> RunAsync(DirectoryInfo data, string urls, CancellationToken cancellationToken)
    {
        await using var app = EmbeddedHost.Build(data, urls);
        app.Get<IStartupValidator>().Validate();
        await app.Get<Migrator>().MigrateAsync(cancellationToken);
        await StartAsync(app, urls, cancellationToken);
        var mailbox = app.Get<IOptions<MailOptions>>().Value.Sender is MailSender.Mailbox ? $"Mailbox: {ListenAddress.FromHere(urls)}/mailbox. " : "";
        Console.WriteLine($"Balance is running on {urls}. {mailbox}End it with Ctrl+C.");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>Starts serving, with a clear word when somebody else is there already.</summary>
    internal static async Task StartAsync(WebApplication app, string urls, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandException($"{urls} is in use by another program. Give another address with --urls, e.g. --urls http://localhost:5081.");
        }
        catch (InvalidOperationException exception)
        {
            throw new CommandException($"'{urls}' can't be listened on: {exception.Message}");
        }
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: <= IPEndPoint.MaxPort };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
