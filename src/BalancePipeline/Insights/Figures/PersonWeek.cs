using BalancePipeline.Scoring;

namespace BalancePipeline.Insights.Figures;

/// <summary>A person's week: however much they wrote, they count once, by the mean of their replies.</summary>
/// <param name="ParticipantId">The person.</param>
/// <param name="TeamId">The team they count in.</param>
/// <param name="Week">The week's Monday.</param>
/// <param name="Point">What they count as.</param>
/// <param name="ScorerVersions">The scorers behind it.</param>
/// <param name="ScoredAt">When the newest score behind it was made.</param>
internal sealed record PersonWeek(
    long ParticipantId, long TeamId, DateOnly Week, Point Point, IReadOnlyCollection<string> ScorerVersions, DateTimeOffset ScoredAt)
{
    /// <summary>
    /// What the scores of one person and week come to, each reply speaking with its newest; null when none of them could be scored.
    /// Who moved within the week counts where they wrote last, and only by what they wrote there.
    /// </summary>
    internal static PersonWeek? Of(IReadOnlyCollection<ScoredReply> scores)
    {
        var replies = scores.GroupBy(score => score.ReplyId).Select(reply => reply.Last()).Where(score => score.Reason is null).ToList();
        if (replies.MaxBy(reply => (reply.ReceivedAt, reply.ReplyId)) is not { } last) return null;
        replies.RemoveAll(reply => reply.TeamId != last.TeamId);
        return new PersonWeek(
            last.ParticipantId, last.TeamId, last.Week,
            Point.Mean(replies.ConvertAll(Point.Of)),
            replies.Select(reply => reply.ScorerVersion).Distinct().ToList(),
            replies.Max(reply => reply.ScoredAt));
    }

    /// <summary>
    /// What the same replies as in the first edition come to now; null when the person did not count then. Where no newer score could
    /// be made, the earlier one stays: an edition is of the same people.
    /// </summary>
    /// <param name="scores">All scores of the person's week.</param>
    /// <param name="releasedAt">When the first edition was made.</param>
    internal static PersonWeek? Again(IReadOnlyCollection<ScoredReply> scores, DateTimeOffset releasedAt)
    {
        if (Of([.. scores.Where(score => score.ScoredAt <= releasedAt)]) is not { } first) return null;
        var counted = scores.GroupBy(score => score.ReplyId)
            .Where(reply => reply.LastOrDefault(score => score.ScoredAt <= releasedAt) is { Reason: null } then && then.TeamId == first.TeamId)
            .SelectMany(reply => reply.Where(score => score.Reason is null));
        return Of([.. counted]);
    }
}

/// <summary>What a person counts as in a group's figures.</summary>
internal readonly record struct Point(double Results, double Relationships, double Depth, double Confidence, LabelSet Labels)
{
    internal double Balance => new ReplyScore { Results = Results, Relationships = Relationships }.Balance;

    internal Position Position => Positions.Of(Results, Relationships);

    internal static Point Of(ScoredReply reply) =>
        new(reply.Results, reply.Relationships, reply.Depth, reply.Confidence, LabelSet.Of(reply.Labels));

    /// <summary>The mean of the numbers; the labels of all.</summary>
    internal static Point Mean(IReadOnlyCollection<Point> points) => new(
        points.Average(point => point.Results),
        points.Average(point => point.Relationships),
        points.Average(point => point.Depth),
        points.Average(point => point.Confidence),
        points.Aggregate(default(LabelSet), (labels, point) => labels | point.Labels));
}
