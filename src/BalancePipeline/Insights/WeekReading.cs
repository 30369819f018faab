using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>Reads the scored replies of a week, person by person, as a stream.</summary>
internal static class WeekReading
{
    /// <summary>The writers of each team of the tree, not yet added up, and the scorers that were read.</summary>
    internal static async Task<(IReadOnlyList<Tally> Own, IReadOnlySet<string> ScorerVersions)> ReadAsync(
        BalanceDb db, InsightTree tree, DateOnly week, CancellationToken cancellationToken)
    {
        var own = tree.Nodes.Select(_ => new Tally()).ToArray();
        var versions = new SortedSet<string>(StringComparer.Ordinal);
        var person = new List<ScoredReply>();
        await foreach (var reply in Replies(db, week).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Count > 0 && person[0].ParticipantId != reply.ParticipantId) Count();

            // A reply that was scored more than once speaks with its newest score.
            if (person.Count > 0 && person[^1].ReplyId == reply.ReplyId) person.RemoveAt(person.Count - 1);
            person.Add(reply);
        }

        if (person.Count > 0) Count();
        return (own, versions);

        void Count()
        {
            person.RemoveAll(reply => reply.Reason is not null);
            if (person.Count > 0)
            {
                // Who moved within the week counts once, where they wrote last, and only by what they wrote there.
                var team = person.MaxBy(reply => reply.ReceivedAt)!.TeamId;
                person.RemoveAll(reply => reply.TeamId != team);
                own[tree.IndexOf(team)].Add(Mean(person));
                versions.UnionWith(person.Select(reply => reply.ScorerVersion));
            }

            person.Clear();
        }
    }

    private static IQueryable<ScoredReply> Replies(BalanceDb db, DateOnly week) =>
        from reply in db.Replies.AsNoTracking()
        join score in db.Scores.AsNoTracking()
            on new { ReplyId = reply.Id, reply.Revision } equals new { score.ReplyId, score.Revision }
        where reply.Week == week
        orderby reply.ParticipantId, reply.Id, score.Id
        select new ScoredReply(
            reply.ParticipantId, reply.TeamId, reply.Id, reply.ReceivedAt, score.ScorerVersion, score.Reason,
            score.Results, score.Relationships, score.Depth, score.Confidence, score.Labels);

    private static WriterWeek Mean(List<ScoredReply> replies) => new(
        replies.Average(reply => reply.Results),
        replies.Average(reply => reply.Relationships),
        replies.Average(reply => reply.Depth),
        replies.Average(reply => reply.Confidence),
        replies.Aggregate(default(LabelSet), (labels, reply) => labels | LabelSet.Of(reply.Labels)));

    private sealed record ScoredReply(
        long ParticipantId, long TeamId, long ReplyId, DateTimeOffset ReceivedAt, string ScorerVersion, NotScorable? Reason,
        double Results, double Relationships, double Depth, double Confidence, IReadOnlyList<ScoreLabel> Labels);
}
