using System.CommandLine;
using BalancePipeline.Prompts;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance prompt list|check|why</c>: what can be asked, and when a person is.</summary>
internal static class PromptCommand
{
    internal static Command Create() => new("prompt", "The questions that are asked.") { List(), Check(), Why() };

    private static Command List()
    {
        var locale = new Option<string>("--locale") { Description = "Language of the texts.", DefaultValueFactory = _ => "en" };
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("list", "List the prompts that are switched on.") { locale, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var library = app.Get<PromptLibrary>();
            if (call.GetValue(json)) return Terminal.WriteJson(library.Prompts);
            foreach (var prompt in library.Prompts) Console.WriteLine($"{prompt.Id,-18} {prompt.In(call.GetRequiredValue(locale))}");
            return 0;
        });
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<FileInfo>("file") { Description = "The organisation's file, as the setting Prompts:LibraryFile names it." };
        var command = new Command("check", "Check a file of the organisation's own prompts.") { file };
        command.SetAction(call =>
        {
            var library = PromptLibrary.Load(call.GetRequiredValue(file).FullName);
            Console.WriteLine($"The file is good; {library.Prompts.Count} prompts are switched on.");
            return 0;
        });
        return command;
    }

    private static Command Why()
    {
        var person = HostOptions.Person();
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("why", "Tell when a person is asked next, and by which rule; not what, since that follows from their replies.") { person, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            await using var db = await app.OpenDbAsync(cancellationToken);
            var found = await db.FindPersonAsync(call.GetRequiredValue(person), cancellationToken);
            var next = await app.Get<PromptPlanner>().PreviewAsync(found.Id, cancellationToken);
            if (call.GetValue(json)) return Terminal.WriteJson(next);
            Console.WriteLine(next.Slot is null ? "No prompt is due." : $"Due {next.Slot} ({next.Kind})");
            Console.WriteLine($"- {next.Why}");
            return 0;
        });
        return command;
    }
}
