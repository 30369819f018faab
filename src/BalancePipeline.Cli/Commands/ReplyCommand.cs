using System.CommandLine;
using BalancePipeline.Scoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance reply show|rescore</c>: how far a reply has come. What was written and how it was scored is not for operators.</summary>
internal static class ReplyCommand
{
    internal static Command Create() => new("reply", "Replies, without what was written.") { Show(), Rescore() };

    private static Command Show()
    {
        var id = new Argument<long>("id") { Description = "The reply's id, as logs show it." };
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("show", "Show how far a reply has come: received, queued, scored by which scorer.") { id, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            return await ShowAsync(app, call.GetRequiredValue(id), call.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static Command Rescore()
    {
        var id = new Argument<long?>("id") { Description = "The reply's id, as logs show it.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All replies that the present scorer has not scored." };
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("rescore", "Queue replies to be scored by the present scorer; earlier scores and releases stay.") { id, all, json, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            var wanted = call.GetValue(id);
            if (wanted is null != call.GetValue(all)) throw new CommandException("Give the id of a reply, or --all.");
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            var rescoring = app.Get<Rescoring>();
            if (wanted is { } one && !await rescoring.QueueAsync(one, cancellationToken))
                throw new CommandException($"There is no reply {one}, or the present scorer ({app.Get<IReplyScorer>().Version}) has scored it already.");
            var count = wanted is null ? await Terminal.WithProgressAsync("Queueing replies", tell => rescoring.QueueAllAsync(tell, cancellationToken)) : 1;
            if (call.GetValue(json)) return Terminal.WriteJson(new { replies = count });
            Console.WriteLine($"{count} replies queued; the host that runs already ('balance run' or the function app) scores them.");
            return 0;
        });
        return command;
    }

    private static async Task<int> ShowAsync(WebApplication app, long id, bool json, CancellationToken cancellationToken)
    {
        await using var db = await app.OpenDbAsync(cancellationToken);
        var reply = await db.Replies.Where(row => row.Id == id)
            .Select(row => new { row.Id, row.DeliveryId, row.ParticipantId, row.Week, row.Revision, row.ReceivedAt, row.QueuedAt, Letters = row.Text.Length })
            .SingleOrDefaultAsync(cancellationToken) ?? throw new CommandException($"There is no reply {id}.");
        var scores = await db.Scores.Where(score => score.ReplyId == id).OrderBy(score => score.Id)
            .Select(score => new { score.Revision, score.ScorerVersion, score.ScoredAt, score.Reason }).ToListAsync(cancellationToken);
        if (json) return Terminal.WriteJson(new { reply, scores });
        Console.WriteLine($"Reply {reply.Id} of participant {reply.ParticipantId} to delivery {reply.DeliveryId}: revision {reply.Revision}, {reply.Letters} letters");
        Console.WriteLine($"Received {reply.ReceivedAt:u}, counts in the week of {reply.Week:yyyy-MM-dd}, queued {reply.QueuedAt:u}");
        foreach (var score in scores) Console.WriteLine($"Revision {score.Revision} scored {score.ScoredAt:u} by {score.ScorerVersion}{(score.Reason is { } reason ? $": {reason}" : "")}");
        return 0;
    }
}
