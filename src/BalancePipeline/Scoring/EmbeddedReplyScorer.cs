using System.Collections.Concurrent;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring;

/// <summary>Scores on the machine itself, without a network connection: text in, value out, the same on every machine to within rounding.</summary>
/// <param name="quick">True to do without the encoder: some 900 times faster, and less right.</param>
public sealed class EmbeddedReplyScorer(bool quick = false) : IReplyScorer
{
    // A reply is left unscored below this probability that it can be scored,
    private const float LeastScorable = 0.5f;

    // unless a label is at least as sure: what carries a label says something of work, however little like a reply it looks.
    private const float SureLabel = 0.35f;

    private readonly ScoringModel _model = ScoringModel.Default;
    private readonly Judgement _judgement = quick ? ScoringModel.Default.QuickJudgement : ScoringModel.Default.Judgement;
    private readonly ConcurrentBag<Desk> _desks = [];

    /// <inheritdoc/>
    public string Version => _judgement.Version;

    /// <inheritdoc/>
    public ValueTask<ReplyScore> ScoreAsync(string? prompt, string text, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Score(prompt, text));

    private ReplyScore Score(string? prompt, string text)
    {
        if (!_desks.TryTake(out var desk)) desk = new Desk();
        try
        {
            return Score(prompt, text, desk);
        }
        finally
        {
            _desks.Add(desk);
        }
    }

    private ReplyScore Score(string? prompt, string text, Desk desk)
    {
        _model.Reader.Read(text, desk.Reply);
        if (Scorability.Refuse(desk.Reply) is { } reason) return ReplyScore.NotScored(reason);
        desk.Opinion.Form(quick ? null : _model.Encoder, _model.Linear, QuestionOf(prompt, desk), desk.Reply);
        desk.Opinion.Judge(_judgement);
        if (desk.Opinion.Scorable < LeastScorable && desk.Opinion.Labels.Max() < SureLabel) return ReplyScore.NotScored(Scorability.ReasonOf(desk.Reply), 1 - desk.Opinion.Scorable);
        return new ReplyScore
        {
            Results = desk.Opinion.Results,
            Relationships = desk.Opinion.Relationships,
            Depth = desk.Opinion.Depth,
            Confidence = desk.Opinion.Scorable * _judgement.Certainty,
            Labels = LabelsOf(desk),
        };
    }

    /// <summary>The question where it can be gone by: only the encoder does, and it knows English alone.</summary>
    private ReadReply? QuestionOf(string? prompt, Desk desk)
    {
        if (quick || prompt is null) return null;
        _model.Reader.Read(prompt, desk.Question);
        return Scorability.Refuse(desk.Question) is null ? desk.Question : null;
    }

    private List<ScoreLabel> LabelsOf(Desk desk)
    {
        var labels = new List<ScoreLabel>();
        for (var label = 0; label < LabelIndex.Count; label++)
        {
            var probability = desk.Opinion.Labels[label];
            if (probability < _judgement.Thresholds[label]) continue;
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
        public ReadReply Question { get; } = new();

        public ReadReply Reply { get; } = new();

        public Opinion Opinion { get; } = new();

        public Evidence Evidence { get; } = new();
    }
}
