using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Scoring;

/// <summary>Praise that the rest of the reply takes back, beside praise that is meant.</summary>
public sealed class IronyTests
{
    private static readonly (string Label, string Meant, string Ironic)[] Pairs =
    [
        ("gain:satisfaction", "Proud of myself, I opened my mouth at the all-hands and they listened.", "Well done me, third all-hands without opening my mouth."),
        ("practiced:collaboration", "Real teamwork: we did the whole stocktake together.", "So much for teamwork: I did the whole stocktake alone again."),
        ("gain:value", "What a triumph. Six weeks of work and they signed it in four minutes.", "What a triumph. Six weeks of work and they binned it in four minutes."),
        ("gain:satisfaction", "Really proud of myself: the new girl did her first round alone.", "Really proud of myself: snapped at the new girl in front of everyone."),
        ("practiced:collaboration", "Thanks for the help, lads. We carried all forty boxes together.", "Thanks a bunch for the help, lads. Carried all forty boxes myself."),
        ("practiced:leadership", "I came out of the store room, stood up for my crew and the shouting stopped.", "Outstanding leadership on my part, I hid in the store room until the shouting stopped."),
        ("gain:influence", "Lovely meeting. They listened to every word I said and took it on.", "Lovely meeting. Nobody listened to a word I said."),
        ("practiced:communication", "I kept my door open all week, and three people came in to talk.", "Oh yes, the famous open door. It was locked all week."),
        ("gain:trust", "They trust us now, the keys hang on our hook.", "Oh, they trust us. They've only changed the locks twice."),
        ("practiced:feedback", "I asked for feedback and read all thirty answers.", "Fantastic, the feedback form had one answer in it. Mine."),
    ];

    [Fact]
    public async Task Marked_irony_is_mostly_not_taken_at_its_word()
    {
        var scorer = new EmbeddedReplyScorer();
        var taken = new List<string>();
        foreach (var (label, meant, ironic) in Pairs)
        {
            if (ConfidenceIn(label, await scorer.ScoreAsync(null, meant)) <= ConfidenceIn(label, await scorer.ScoreAsync(null, ironic))) taken.Add($"{label}: {ironic}");
        }

        Assert.True(taken.Count <= 3, string.Join('\n', taken));
    }

    private static double ConfidenceIn(string label, ReplyScore score) =>
        score.Labels.Where(one => $"{one.Kind.Code()}:{one.Code}" == label).Select(one => one.Confidence).FirstOrDefault();
}
