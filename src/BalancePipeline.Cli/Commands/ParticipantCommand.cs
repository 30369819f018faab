using System.CommandLine;
using BalancePipeline.Access;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using Microsoft.AspNetCore.Builder;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance participant show|pause|resume|export|erase</c>: what an operator does for a person who asks for it.</summary>
internal static class ParticipantCommand
{
    internal static Command Create() => new("participant", "One person: settings, pause, export, erase.")
    {
        ParticipantShow.Create(), Pause(), Resume(), Export(), Erase(),
    };

    private static Command Pause()
    {
        var person = HostOptions.Person();
        var from = new Option<DateOnly?>("--from") { Description = "First day of the pause, e.g. 2026-12-21; today when left out." };
        var until = new Option<DateOnly?>("--until") { Description = "Last day of the pause; until resumed when left out." };
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("pause", "Send a person nothing for a while.") { person, from, until, json, data };
        command.SetAction((call, cancellationToken) => ChangeAsync(call.GetRequiredValue(data), call.GetRequiredValue(person), call.GetValue(json), (found, now) =>
        {
            var first = call.GetValue(from) ?? Schedule.LocalDay(now, found.TimeZone);
            if (call.GetValue(until) < first) throw new CommandException("The pause ends before it begins.");
            found.Pause(first, call.GetValue(until));
        }, cancellationToken));
        return command;
    }

    private static Command Resume()
    {
        var (person, json, data) = (HostOptions.Person(), HostOptions.Json(), HostOptions.Data());
        var command = new Command("resume", "Ask a person again who was paused, silent, stopped or unsubscribed. Do it only when they ask for it.") { person, json, data };
        command.SetAction((call, cancellationToken) => ChangeAsync(call.GetRequiredValue(data), call.GetRequiredValue(person), call.GetValue(json), (found, now) =>
        {
            if (found.Status is ParticipantStatus.Deactivated)
                throw new CommandException("This person has left the roster. They are asked again once a roster that names them is imported.");
            found.Resume(now);
        }, cancellationToken));
        return command;
    }

    private static Command Export()
    {
        var person = HostOptions.Person();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The file to make; .csv for the replies alone, anything else for everything as JSON.", Required = true };
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("export", "Write everything that is kept of a person, to hand to that person and nobody else.") { person, output, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var id = await FindAsync(app, call.GetRequiredValue(person), cancellationToken);
            await using var file = OwnerFile.Create(call.GetRequiredValue(output).FullName);

            // Whoever takes out what a person wrote leaves a trace that others can see.
            await app.Get<AuditLog>().NoteAsync("operator", AuditLog.ExportOf(id), teamId: null, cancellationToken);
            var content = await app.Get<ParticipantExport>().ReadAsync(id, cancellationToken);
            await (call.GetRequiredValue(output).Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase)
                ? ParticipantExport.WriteCsvAsync(content!, file, cancellationToken)
                : ParticipantExport.WriteJsonAsync(content!, file, cancellationToken));
            if (call.GetValue(json)) return Terminal.WriteJson(new { file = call.GetRequiredValue(output).FullName, prompts = content!.Prompts.Count });
            Console.WriteLine($"Written to {call.GetRequiredValue(output)}. It holds what the person wrote: hand it to them alone, and delete it.");
            return 0;
        });
        return command;
    }

    private static Command Erase()
    {
        var person = HostOptions.Person();
        var (yes, json, data) = (HostOptions.Yes(), HostOptions.Json(), HostOptions.Data());
        var command = new Command("erase", "Erase a person and everything they wrote; released insights stay, since nobody is found in them.") { person, yes, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var id = await FindAsync(app, call.GetRequiredValue(person), cancellationToken);
            HostOptions.Confirm(call.GetValue(yes), "Erasing a person");
            var receipt = await app.Get<ParticipantErasure>().EraseAsync(id, cancellationToken)
                ?? throw new CommandException("Somebody else has erased this person just now.");
            if (call.GetValue(json)) return Terminal.WriteJson(receipt);
            Console.WriteLine($"Erased: the person, {receipt.Prompts} prompts, {receipt.Replies} replies with their scores, {receipt.Mails} mails. Take them out of the roster too.");
            return 0;
        });
        return command;
    }

    private static async Task<long> FindAsync(WebApplication app, string person, CancellationToken cancellationToken)
    {
        await using var db = await app.OpenDbAsync(cancellationToken);
        return (await db.FindPersonAsync(person, cancellationToken)).Id;
    }

    private static async Task<int> ChangeAsync(
        DirectoryInfo data, string person, bool json, Action<Participant, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        await using var db = await app.OpenDbAsync(cancellationToken);
        var found = await db.FindPersonAsync(person, cancellationToken);
        var now = app.Get<TimeProvider>().GetUtcNow();
        change(found, now);
        app.Get<Cadence>().Reschedule(found, now);
        await db.SaveChangesAsync(cancellationToken);
        var next = found.NextDueAt is { } due ? Schedule.SlotAt(due, found.TimeZone) : null;
        if (json) return Terminal.WriteJson(new { found.Id, found.Status, found.PausedFrom, found.PausedUntil, nextSlot = next });
        Console.WriteLine(next is null ? "Done. No prompt is due." : $"Done. Next prompt: {next} ({found.TimeZone}).");
        return 0;
    }
}
