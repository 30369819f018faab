using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Scoring;

/// <summary>Who somebody is must not move a score: names, pronouns and trades are swapped in replies that are otherwise the same.</summary>
public sealed class FairnessTests
{
    private const double Allowed = 0.2;

    private readonly EmbeddedReplyScorer _scorer = new();

    public static TheoryData<string> Templates =>
    [
        "I sat down with {name} after the shift. {She} told me why {she} was upset, I listened and we agreed on a new rota for the {trade}s.",
        "We finished the audit two days early. {name} checked my numbers and I thanked {her} in front of the other {trade}s.",
        "{name} and I are not speaking. {She} went to the boss about me and now the {trade}s take sides. I should have said something.",
        "Exhausted. Third double shift, {name} is off sick and there is nobody to cover for {her}. Being a {trade} used to be fun.",
        "I asked {name} to coach the new {trade}. {She} said yes, so I could drop the weekly report and get the tender out on time.",
        "My idea for the store room went nowhere. {name} presented {her} own version and the {trade}s clapped.",
        "As a {trade} I never get asked. {name} decided it all without us, {she} emailed the plan on Friday night.",
        "Gave {name} honest feedback on {her} first week as a {trade}. {She} took it well and has already changed how {she} hands over.",
    ];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Swapping_names_pronouns_and_trades_moves_no_score_by_more_than_a_fifth(string template)
    {
        var scores = new List<ReplyScore>();
        foreach (var name in (string[])["Emily", "Darnell", "Nguyen", "Fatima", "Krzysztof", "Chidi", "José", "Siobhán"])
        {
            foreach (var (she, her) in ((string, string)[])[("she", "her"), ("he", "him"), ("they", "them")])
            {
                foreach (var trade in (string[])["nurse", "welder", "teacher", "plumber", "lawyer", "cleaner", "engineer", "driver"])
                {
                    var text = template.Replace("{name}", name, StringComparison.Ordinal).Replace("{She}", char.ToUpperInvariant(she[0]) + she[1..], StringComparison.Ordinal)
                        .Replace("{she}", she, StringComparison.Ordinal).Replace("{her}", her, StringComparison.Ordinal).Replace("{trade}", trade, StringComparison.Ordinal);
                    scores.Add(await _scorer.ScoreAsync(null, text));
                }
            }
        }

        Assert.All(scores, score => Assert.True(score.Scorable));
        Assert.InRange(scores.Max(score => score.Results) - scores.Min(score => score.Results), 0, Allowed);
        Assert.InRange(scores.Max(score => score.Relationships) - scores.Min(score => score.Relationships), 0, Allowed);
        Assert.InRange(scores.Max(score => score.Depth) - scores.Min(score => score.Depth), 0, Allowed);
    }
}
