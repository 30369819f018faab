using System.CommandLine;
using BalancePipeline.Operations;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance poison list|show|replay|drop</c>: messages that failed too often.</summary>
internal static class PoisonCommand
{
    internal static Command Create() => new("poison", "Messages that failed five times and were parked.")
    {
        List(),
        Show(),
        Act("replay", "Put a message back into its queue, where it gets five tries again.", "put back", (poison, id, stop) => poison.ReplayAsync(id, stop)),
        Act("drop", "Remove a message for good.", "dropped", (poison, id, stop) => poison.DropAsync(id, stop), asks: true),
    };

    private static Command List()
    {
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("list", $"List parked messages, oldest first, up to {PoisonQueue.MaximumListed}.") { json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var parked = await app.Get<PoisonQueue>().ListAsync(cancellationToken);
            if (call.GetValue(json)) return Terminal.WriteJson(parked);
            Terminal.WriteTable("Parked messages", ["id", "queue", "parked at"], parked.Select(message => new[] { message.Id, message.Queue, $"{message.ParkedAt:u}" }));
            return 0;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "The message's id, as 'list' shows it." };
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("show", "Show a parked message.") { id, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var wanted = call.GetRequiredValue(id);
            var message = (await app.Get<PoisonQueue>().ListAsync(cancellationToken)).FirstOrDefault(parked => parked.Id == wanted) ?? throw Unknown(wanted);
            if (call.GetValue(json)) return Terminal.WriteJson(message);
            Console.WriteLine($"{message.Queue}, parked at {message.ParkedAt:u}");
            Console.WriteLine(message.Body);
            Console.WriteLine("Why it failed stands in the log, under the ids that the message names.");
            return 0;
        });
        return command;
    }

    private static Command Act(string name, string description, string done, Func<PoisonQueue, string?, CancellationToken, Task<int>> act, bool asks = false)
    {
        var id = new Argument<string?>("id") { Description = "The message's id, as 'list' shows it.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All parked messages." };
        var (yes, json, data) = (HostOptions.Yes(), HostOptions.Json(), HostOptions.Data());
        var command = new Command(name, description) { id, all, json, data };
        if (asks) command.Add(yes);
        command.SetAction(async (call, cancellationToken) =>
        {
            var wanted = call.GetValue(id);
            if (wanted is null != call.GetValue(all)) throw new CommandException("Give the id of a message, or --all.");
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            if (asks) HostOptions.Confirm(call.GetValue(yes), "Dropping messages");
            var count = await act(app.Get<PoisonQueue>(), wanted, cancellationToken);
            if (wanted is not null && count == 0) throw Unknown(wanted);
            if (call.GetValue(json)) return Terminal.WriteJson(new { messages = count });
            Console.WriteLine($"{count} messages {done}.");
            return 0;
        });
        return command;
    }

    private static CommandException Unknown(string id) => new($"There is no parked message '{id}'. 'balance poison list' shows them.");
}
