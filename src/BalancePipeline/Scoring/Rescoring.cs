using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Scoring;

/// <summary>Queues replies to be scored again by the present scorer. Earlier scores stay; a reply that it has scored already is left alone.</summary>
public sealed class Rescoring(IDbContextFactory<BalanceDb> factory, IMessageQueue queue, IReplyScorer scorer)
{
    private const int Batch = 500;

    /// <summary>Queues one reply.</summary>
    /// <returns>False when there is no such reply, or the present scorer has scored it already.</returns>
    public async Task<bool> QueueAsync(long replyId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await Unscored(db).AnyAsync(id => id == replyId, cancellationToken)) return false;
        await queue.SendAsync(QueueNames.RepliesToScore, new ReplyToScore(replyId, Telemetry.TraceParent).ToJson(), cancellationToken: cancellationToken);
        return true;
    }

    /// <summary>Queues every reply that the present scorer has not scored.</summary>
    /// <param name="tell">Told how far it is, from 0 to 1; or null.</param>
    /// <param name="cancellationToken">Stops after the present batch.</param>
    /// <returns>How many were queued.</returns>
    public async Task<int> QueueAllAsync(Action<double>? tell = null, CancellationToken cancellationToken = default)
    {
        var queued = 0;
        var end = await LastIdAsync(cancellationToken);
        for (var last = 0L; ;)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var ids = await Unscored(db).Where(id => id > last).OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
            if (ids.Count == 0) return queued;
            await queue.SendManyAsync(
                QueueNames.RepliesToScore, ids.ConvertAll(id => new MessageToSend(new ReplyToScore(id, Telemetry.TraceParent).ToJson(), TimeSpan.Zero)), cancellationToken);
            queued += ids.Count;
            last = ids[^1];
            tell?.Invoke((double)last / end);
        }
    }

    private async Task<long> LastIdAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Replies.MaxAsync(reply => (long?)reply.Id, cancellationToken) ?? 1;
    }

    private IQueryable<long> Unscored(BalanceDb db) => db.Replies
        .Where(reply => !db.Scores.Any(score => score.ReplyId == reply.Id && score.Revision == reply.Revision && score.ScorerVersion == scorer.Version))
        .Select(reply => reply.Id);
}
