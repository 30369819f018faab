using BalancePipeline.Participants;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>What was asked once.</summary>
internal sealed record AskedPrompt(long ParticipantId, string PromptId, string Practice, DeliveryKind Kind, DeliveryState State, string Slot, DateTimeOffset PlannedAt);

/// <summary>What planning knows of a person: what was asked, and what their own replies show.</summary>
/// <param name="Asked">What was asked, oldest first; missed slots too, which hold no prompt.</param>
/// <param name="Evidence">In how many of the latest replies each practice was practiced.</param>
/// <param name="LookBackReplyId">A reply of about six weeks ago that can be asked about, or null.</param>
internal sealed record PersonHistory(IReadOnlyList<AskedPrompt> Asked, IReadOnlyDictionary<string, int> Evidence, long? LookBackReplyId)
{
    internal static PersonHistory Empty { get; } = new([], new Dictionary<string, int>(), null);

    /// <summary>Prompts handed over since a moment.</summary>
    internal int SentSince(DateTimeOffset moment) => Asked.Count(asked => asked.State is DeliveryState.Sent && asked.PlannedAt > moment);
}

/// <summary>Reads what planning knows of people, in a few queries for many of them.</summary>
public sealed class PersonHistories(IOptions<PromptOptions> options)
{
    /// <summary>Weeks of replies that count as evidence.</summary>
    private const int EvidenceWeeks = 12;

    // A look back needs something to look at.
    private const int FewestLetters = 40;

    internal async Task<IReadOnlyDictionary<long, PersonHistory>> ReadAsync(
        BalanceDb db, IReadOnlyList<Participant> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = people.Select(person => person.Id).ToList();
        var asked = (await db.PromptDeliveries.Where(row => ids.Contains(row.ParticipantId)).OrderBy(row => row.Id)
                .Select(row => new AskedPrompt(row.ParticipantId, row.PromptId, row.Practice, row.Kind, row.State, row.Slot, row.PlannedAt))
                .ToListAsync(cancellationToken))
            .ToLookup(row => row.ParticipantId);
        var replies = (await ReadRepliesAsync(db, ids, now, cancellationToken)).ToLookup(reply => reply.ParticipantId);
        return ids.ToDictionary(id => id, id => new PersonHistory([.. asked[id]], Evidence(replies[id]), LookBack(replies[id], now)));
    }

    private async Task<List<ScoredReply>> ReadRepliesAsync(BalanceDb db, List<long> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-7 * Math.Max(EvidenceWeeks, options.Value.LookBackWeeks + 1));
        var taken = await TakenOutLabels.ReadAsync(db, db.Replies.Where(reply => ids.Contains(reply.ParticipantId)), cancellationToken);
        var scored = await (
            from reply in db.Replies
            join score in db.Scores on new { ReplyId = reply.Id, reply.Revision } equals new { score.ReplyId, score.Revision }
            where ids.Contains(reply.ParticipantId) && reply.ReceivedAt >= since && score.Reason == null
            orderby score.Id
            select new ScoredReply(
                reply.ParticipantId, reply.Id, reply.ReceivedAt, reply.Text.Length, score.Labels,
                db.PromptDeliveries.Any(row => row.LookBackReplyId == reply.Id))).ToListAsync(cancellationToken);
        return scored.ConvertAll(reply => reply with { Labels = taken.Leave(reply.ReplyId, reply.Labels) });
    }

    private static Dictionary<string, int> Evidence(IEnumerable<ScoredReply> replies) => replies
        .GroupBy(reply => reply.ReplyId)
        .SelectMany(scores => scores.Last().Labels.Where(label => label.Kind is LabelKind.Practiced).Select(label => label.Code).Distinct())
        .CountBy(code => code).ToDictionary();

    private long? LookBack(IEnumerable<ScoredReply> replies, DateTimeOffset now)
    {
        if (options.Value.LookBackWeeks == 0) return null;
        var to = now.AddDays(-7 * options.Value.LookBackWeeks);
        return replies
            .Where(reply => reply.ReceivedAt <= to && reply.ReceivedAt > to.AddDays(-7) && reply.Letters >= FewestLetters && !reply.LookedBackOn)
            .OrderBy(reply => reply.ReceivedAt).Select(reply => (long?)reply.ReplyId).FirstOrDefault();
    }

    private sealed record ScoredReply(
        long ParticipantId, long ReplyId, DateTimeOffset ReceivedAt, int Letters, IReadOnlyList<ScoreLabel> Labels, bool LookedBackOn);
}
