using System.CommandLine;
using BalancePipeline.Operations;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance status</c>: how the story is running.</summary>
internal static class StatusCommand
{
    internal static Command Create()
    {
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("status", "Show queues, timers, sends, rejections and stopped addresses.") { json, data };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetValue(json), call.GetRequiredValue(data), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool json, DirectoryInfo data, CancellationToken cancellationToken)
    {
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        var status = await app.Get<OperationsReader>().ReadAsync(cancellationToken);
        if (json) return Terminal.WriteJson(status);

        Terminal.WriteTable("Queues", ["queue", "waiting", "oldest", "parked"], status.Queues.Select(queue => new[]
        {
            queue.Name, $"{queue.Waiting}", queue.OldestSeconds is { } age ? Terminal.Age(TimeSpan.FromSeconds(age)) : "-", $"{queue.Poison}",
        }));
        Terminal.WriteTable("Timers", ["timer", "last run", "what it did"], status.Timers.Select(timer => new[]
        {
            timer.Name, Terminal.Age(status.ReadAt - timer.LastRunAt) + " ago", timer.Failure is null ? timer.Summary : $"FAILED: {timer.Failure}",
        }));
        var prompts = status.Prompts;
        Terminal.WriteTable("Mails out in 24 hours", ["kind", "to be sent", "sent", "failed", "missed", "unknown"],
        [
            ["prompts", $"{prompts.Planned}", $"{prompts.Sent}", $"{prompts.Failed}", $"{prompts.Missed}", $"{prompts.Unknown}"],
            Row("nudges", status.Nudges),
            Row("receipts", status.Receipts),
        ]);
        Terminal.WriteTable("Failures in 24 hours", ["count", "reason"], status.Failures.Select(failure => new[] { $"{failure.Count}", failure.Name }));
        Terminal.WriteTable($"Mails in: {status.Mails.Accepted} accepted in 24 hours, {status.Mails.Unjudged} not judged yet. Rejected", ["reason", "24 hours", "30 days"],
            status.Mails.Rejections.Select(rejection => new[] { rejection.Name, $"{rejection.Today}", $"{rejection.Month}" }));
        Terminal.WriteTable("People", ["status", "count"], status.People.Select(people => new[] { people.Name, $"{people.Count}" }));
        Terminal.WriteTable("Stopped addresses", ["id", "address", "since", "reason"], status.Stopped.Select(stopped => new[]
        {
            $"{stopped.ParticipantId}", stopped.Email, stopped.Since is { } since ? Terminal.Age(status.ReadAt - since) + " ago" : "-", stopped.Reason,
        }));
        return 0;
    }

    private static string[] Row(string kind, SendCounts counts) =>
        [kind, $"{counts.Planned}", $"{counts.Sent}", $"{counts.Failed}", "-", $"{counts.Unknown}"];
}
