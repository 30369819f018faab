using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Scoring;

/// <summary>Scores as their writers let them stand. Whatever reads labels reads them through here.</summary>
public static class CorrectedScores
{
    /// <summary>The score without the labels that were taken out; its numbers stay.</summary>
    public static ReplyScore Without(this ReplyScore score, IEnumerable<ScoreCorrection> corrections)
    {
        ArgumentNullException.ThrowIfNull(score);
        var taken = corrections.Select(correction => (correction.Kind, correction.Code)).ToHashSet();
        return taken.Count == 0 ? score : score with { Labels = [.. score.Labels.Where(label => !taken.Contains((label.Kind, label.Code)))] };
    }

    /// <summary>Takes out of every score what its writer took out. The rows must not be tracked, or they would be saved so.</summary>
    /// <returns>The same rows.</returns>
    public static async Task<IReadOnlyList<Score>> CorrectAsync(
        this BalanceDb db, IReadOnlyList<Score> scores, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(scores);
        foreach (var some in scores.Chunk(500))
        {
            var ids = some.Select(score => score.ReplyId).Distinct().ToList();
            var corrections = (await db.ScoreCorrections.AsNoTracking().Where(row => ids.Contains(row.ReplyId)).ToListAsync(cancellationToken))
                .ToLookup(row => row.ReplyId);
            foreach (var score in some) score.Labels = score.ToReplyScore().Without(corrections[score.ReplyId]).Labels;
        }

        return scores;
    }
}
