using System.Collections.Concurrent;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring;

/// <summary>Scores on the machine itself, without a network connection: text in, value out, the same on every machine.</summary>
public sealed class EmbeddedReplyScorer : IReplyScorer
{
    private readonly ScoringModel _model = ScoringModel.Default;
    private readonly ConcurrentBag<Desk> _desks = [];

    /// <inheritdoc/>
    public string Version => _model.Judgement.Version;

    /// <inheritdoc/>
    public ValueTask<ReplyScore> ScoreAsync(string? prompt, string text, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Score(text));

    private ReplyScore Score(string text)
    {
        if (!_desks.TryTake(out var desk)) desk = new Desk();
        try
        {
            return Score(text, desk);
        }
        finally
        {
            _desks.Add(desk);
        }
    }

    private ReplyScore Score(string text, Desk desk)
    {
        _model.Reader.Read(text, desk.Reply);
        if (Scorability.Refuse(desk.Reply) is { } reason) return ReplyScore.NotScored(reason);
        desk.Opinion.Form(_model.Encoder, _model.Linear, desk.Reply);
        desk.Opinion.Judge(_model.Judgement);
        // What carries a label says something of work, however little like a reply it looks.
        if (desk.Opinion.Scorable < 0.5 && desk.Opinion.Labels.Max() < 0.5) return ReplyScore.NotScored(Scorability.ReasonOf(desk.Reply), 1 - desk.Opinion.Scorable);
        return new ReplyScore
        {
            Results = desk.Opinion.Results,
            Relationships = desk.Opinion.Relationships,
            Depth = desk.Opinion.Depth,
            Confidence = desk.Opinion.Scorable * _model.Judgement.CertaintyOf(desk.Opinion.Doubt),
            Labels = LabelsOf(desk),
        };
    }

    private List<ScoreLabel> LabelsOf(Desk desk)
    {
        var labels = new List<ScoreLabel>();
        for (var label = 0; label < LabelIndex.Count; label++)
        {
            var probability = desk.Opinion.Labels[label];
            if (probability < _model.Judgement.Thresholds[label]) continue;
            var (kind, code) = LabelIndex.At(label);
            if (labels.Count == 0) desk.Evidence.Read(desk.Reply);
            var (start, end) = desk.Evidence.Of(label, desk.Opinion, desk.Reply);
            labels.Add(new ScoreLabel(kind, code, probability, start, end));
        }

        return labels;
    }

    /// <summary>Room to work in, reused from reply to reply.</summary>
    private sealed class Desk
    {
        public ReadReply Reply { get; } = new();

        public Opinion Opinion { get; } = new();

        public Evidence Evidence { get; } = new();
    }
}
