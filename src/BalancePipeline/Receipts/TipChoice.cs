using BalancePipeline.Scoring;

namespace BalancePipeline.Receipts;

/// <summary>Chooses one thing to try next from a person's own pattern. Deterministic for a given history.</summary>
public static class TipChoice
{
    private const int Recent = 6;

    /// <summary>
    /// The tip that the person has been given least often: for the practice that they most lately left undone, else for the one they have
    /// shown least; made for where their recent replies stand before one for everybody.
    /// </summary>
    /// <param name="scores">The person's scores, newest first, without what they took out.</param>
    /// <param name="given">Ids of the tips given so far.</param>
    public static Tip Next(IReadOnlyList<ReplyScore> scores, IReadOnlyList<string> given)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(given);
        var recent = scores.Where(score => score.Scorable).Take(Recent).ToList();
        var pattern = Pattern(recent);
        var need = Need(recent);
        var times = given.CountBy(id => id).ToDictionary();
        return TipLibrary.Tips
            .Where(tip => tip.Pattern == pattern || tip.Pattern == "any")
            .MinBy(tip => (times.GetValueOrDefault(tip.Id), need.IndexOf(tip.Practice), tip.Pattern == "any"))!;
    }

    private static string Pattern(List<ReplyScore> recent) => recent.Count == 0
        ? Position.Quiet.Code()
        : Positions.Of(recent.Average(score => score.Results), recent.Average(score => score.Relationships)).Code();

    /// <summary>The practices, the one that most calls for a tip first.</summary>
    private static List<string> Need(List<ReplyScore> recent)
    {
        var neglected = recent.Take(2).SelectMany(score => score.Codes(LabelKind.Neglected)).ToList();
        var shown = recent.SelectMany(score => score.Codes(LabelKind.Practiced)).CountBy(code => code).ToDictionary();
        return
        [
            .. Framework.Practices.Select(practice => practice.Code)
                .OrderBy(code => neglected.IndexOf(code) is var at and >= 0 ? at : int.MaxValue)
                .ThenBy(code => shown.GetValueOrDefault(code)),
        ];
    }
}
