using System.Runtime.CompilerServices;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights.Figures;

/// <summary>Reads scored replies as a stream of people's weeks.</summary>
internal static class PersonWeeks
{
    /// <summary>Reads people's weeks, each reply with its newest score, person by person; within a person, week by week.</summary>
    /// <param name="db">Where the replies are.</param>
    /// <param name="from">The first week's Monday.</param>
    /// <param name="to">The last week's Monday.</param>
    /// <param name="teamIds">Only people who wrote in these teams, with all they wrote; null for all.</param>
    /// <param name="until">Only scores made up to then.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async IAsyncEnumerable<PersonWeek> ReadAsync(
        BalanceDb db, DateOnly from, DateOnly to, IReadOnlyCollection<long>? teamIds, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var scores in ReadScoresAsync(db, from, to, teamIds, until, cancellationToken))
        {
            if (PersonWeek.Of(scores) is { } week) yield return week;
        }
    }

    /// <summary>Reads all scores of people's weeks, oldest first within a reply, person by person; within a person, week by week.</summary>
    /// <param name="db">Where the replies are.</param>
    /// <param name="from">The first week's Monday.</param>
    /// <param name="to">The last week's Monday.</param>
    /// <param name="teamIds">Only people who wrote in these teams, with all they wrote; null for all.</param>
    /// <param name="until">Only scores made up to then, such as the moment that a release is dated: what is stored while it reads counts the next time.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async IAsyncEnumerable<IReadOnlyList<ScoredReply>> ReadScoresAsync(
        BalanceDb db, DateOnly from, DateOnly to, IReadOnlyCollection<long>? teamIds, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = Asked(db, from, to, teamIds);
        var taken = await TakenOutLabels.ReadAsync(db, asked, cancellationToken);
        var replies = new List<ScoredReply>();
        await foreach (var read in Scored(db, asked, until).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var reply = read with { Labels = taken.Leave(read.ReplyId, read.Labels) };
            if (replies.Count > 0 && (replies[0].ParticipantId != reply.ParticipantId || replies[0].Week != reply.Week))
            {
                yield return replies;
                replies = [];
            }

            replies.Add(reply);
        }

        if (replies.Count > 0) yield return replies;
    }

    private static IQueryable<Reply> Asked(BalanceDb db, DateOnly from, DateOnly to, IReadOnlyCollection<long>? teamIds)
    {
        var written = db.Replies.AsNoTracking();
        written = from == to ? written.Where(reply => reply.Week == from) : written.Where(reply => reply.Week >= from && reply.Week <= to);
        if (teamIds is null) return written;

        var people = written.Where(reply => teamIds.Contains(reply.TeamId)).Select(reply => reply.ParticipantId);
        return written.Where(reply => people.Contains(reply.ParticipantId));
    }

    private static IQueryable<ScoredReply> Scored(BalanceDb db, IQueryable<Reply> asked, DateTimeOffset until)
    {
        return from reply in asked
               join score in db.Scores.AsNoTracking()
                   on new { ReplyId = reply.Id, reply.Revision } equals new { score.ReplyId, score.Revision }
               where score.ScoredAt <= until
               orderby reply.ParticipantId, reply.Week, reply.Id, score.Id
               select new ScoredReply(
                   reply.ParticipantId, reply.TeamId, reply.Week, reply.Id, reply.ReceivedAt, score.ScorerVersion, score.ScoredAt, score.Reason,
                   score.Results, score.Relationships, score.Depth, score.Confidence, score.Labels);
    }
}

/// <summary>A score with what is known of its reply.</summary>
internal sealed record ScoredReply(
    long ParticipantId, long TeamId, DateOnly Week, long ReplyId, DateTimeOffset ReceivedAt, string ScorerVersion, DateTimeOffset ScoredAt,
    NotScorable? Reason, double Results, double Relationships, double Depth, double Confidence, IReadOnlyList<ScoreLabel> Labels);
