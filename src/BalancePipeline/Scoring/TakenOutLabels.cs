using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Scoring;

/// <summary>
/// What people took out of their scores. Whatever reads labels reads them through here, so that "that's not what I meant" holds for the
/// receipt, the page, the next question and every figure. The numbers of a score stay as they are.
/// </summary>
public sealed class TakenOutLabels
{
    private readonly ILookup<long, (LabelKind Kind, string Code)> _byReply;

    private TakenOutLabels(ILookup<long, (LabelKind Kind, string Code)> byReply) => _byReply = byReply;

    /// <summary>Reads what was taken out of the scores of those replies: one query, few rows.</summary>
    public static async Task<TakenOutLabels> ReadAsync(BalanceDb db, IQueryable<Reply> replies, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await (
            from correction in db.ScoreCorrections
            join reply in replies on correction.ReplyId equals reply.Id
            select new { correction.ReplyId, correction.Kind, correction.Code }).ToListAsync(cancellationToken);
        return new TakenOutLabels(rows.ToLookup(row => row.ReplyId, row => (row.Kind, row.Code)));
    }

    /// <summary>The labels of a score of that reply that still stand.</summary>
    public IReadOnlyList<ScoreLabel> Leave(long replyId, IReadOnlyList<ScoreLabel> labels) =>
        _byReply.Contains(replyId) ? [.. labels.Where(label => !_byReply[replyId].Contains((label.Kind, label.Code)))] : labels;

    /// <summary>A score of that reply with the labels that still stand.</summary>
    public ReplyScore Leave(long replyId, ReplyScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return score with { Labels = Leave(replyId, score.Labels) };
    }
}
