using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Prompts;

public sealed class PromptChoiceTests
{
    private static readonly PromptLibrary Library = PromptLibrary.Embedded;
    private static readonly DateOnly Day = new(2026, 3, 3);

    [Fact]
    public void Nothing_is_asked_twice_until_the_library_is_exhausted_whatever_the_evidence()
    {
        var history = new History();
        history.Evidence["feedback"] = 5;
        history.Evidence["growth"] = 2;

        var asked = history.AskMany(Library, 2 * Library.Prompts.Count);

        Assert.Equal(Library.Prompts.Count, asked.Take(Library.Prompts.Count).Distinct().Count());
        Assert.Equal(Library.Prompts.Count, asked.Skip(Library.Prompts.Count).Distinct().Count());
    }

    [Fact]
    public void A_practice_least_in_evidence_comes_first_and_then_rests()
    {
        var history = new History();
        foreach (var practice in Library.Prompts.Select(prompt => prompt.Practice).Distinct()) history.Evidence[practice] = 3;
        history.Evidence["conflict"] = 0;

        var practices = history.AskMany(Library, 6).Select(id => Library.ById[id].Practice).ToList();

        Assert.Equal("conflict", practices[0]);
        Assert.DoesNotContain("conflict", practices[1..5]);
        Assert.Equal("conflict", practices[5]);
    }

    [Fact]
    public void Without_evidence_every_practice_has_its_turn()
    {
        var practices = new History().AskMany(Library, 8).Select(id => Library.ById[id].Practice);

        Assert.Equal(8, practices.Distinct().Count());
    }

    [Fact]
    public void The_same_state_gives_the_same_prompt() => Assert.Equal(First(7), First(7));

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void People_who_were_imported_one_after_the_other_begin_at_different_prompts(int first) =>
        Assert.True(Enumerable.Range(first, 10).Select(person => First(person)).Distinct().Count() > 7);

    [Fact]
    public void The_practice_of_the_month_is_asked_every_other_time()
    {
        using var file = new TestFile("""{"practiceOfTheMonth":{"2026-03":"feedback"}}""");
        var library = PromptLibrary.Load(file.Path);

        var practices = new History().AskMany(library, 6).Select(id => library.ById[id].Practice).ToList();

        Assert.Equal(["feedback", "feedback", "feedback"], practices.Where((_, index) => index % 2 == 0));
        Assert.DoesNotContain("feedback", practices.Where((_, index) => index % 2 == 1));
    }

    [Fact]
    public void A_reply_of_some_weeks_ago_is_looked_back_on_but_not_more_often_than_every_eighth_time()
    {
        var history = new History { LookBack = 42 };

        var kinds = Enumerable.Range(0, 9).Select(_ => history.Ask(Library).Kind).ToList();

        Assert.Equal(DeliveryKind.LookBack, kinds[0]);
        Assert.All(kinds[1..8], kind => Assert.Equal(DeliveryKind.Prompt, kind));
        Assert.Equal(DeliveryKind.LookBack, kinds[8]);
    }

    [Fact]
    public void A_missed_slot_uses_up_no_prompt()
    {
        var history = new History();
        var before = PromptChoice.Next(Library, history.ToPersonHistory(), 1, Day);
        history.Miss();

        Assert.Equal(before.Prompt.Id, PromptChoice.Next(Library, history.ToPersonHistory(), 1, Day).Prompt.Id);
    }

    [Fact]
    public void Whatever_was_asked_and_is_evident_there_is_always_a_prompt_that_is_switched_on()
    {
        var ids = Gen.Elements(Library.Prompts.Select(prompt => prompt.Id).Append("of-an-earlier-library").ToArray());
        var histories = Gen.ArrayOf(ids).Select(asked => asked.ToList());
        Prop.ForAll(histories.ToArbitrary(), asked =>
        {
            var history = new History();
            foreach (var id in asked) history.Add(id);
            return Library.ById.ContainsKey(PromptChoice.Next(Library, history.ToPersonHistory(), 3, Day).Prompt.Id);
        }).QuickCheckThrowOnFailure();
    }

    private static string First(long person) => PromptChoice.Next(Library, PersonHistory.Empty, person, Day).Prompt.Id;

    private sealed class History
    {
        private readonly List<AskedPrompt> _asked = [];

        public Dictionary<string, int> Evidence { get; } = [];

        public long? LookBack { get; init; }

        public PersonHistory ToPersonHistory() => new(_asked, Evidence, LookBack);

        public void Miss() => _asked.Add(new AskedPrompt(1, "", "", DeliveryKind.Prompt, DeliveryState.Missed, "2026-03-03T09:00", default));

        public void Add(string id) => _asked.Add(new AskedPrompt(
            1, id, Library.ById.GetValueOrDefault(id)?.Practice ?? "growth", DeliveryKind.Prompt, DeliveryState.Sent, "2026-03-03T09:00", default));

        public ChosenPrompt Ask(PromptLibrary library)
        {
            var chosen = PromptChoice.Next(library, ToPersonHistory(), 1, Day);
            _asked.Add(new AskedPrompt(1, chosen.Prompt.Id, chosen.Prompt.Practice, chosen.Kind, DeliveryState.Sent, "2026-03-03T09:00", default));
            return chosen;
        }

        public List<string> AskMany(PromptLibrary library, int count) => [.. Enumerable.Range(0, count).Select(_ => Ask(library).Prompt.Id)];
    }
}
