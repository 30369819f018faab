using BalancePipeline.Prompts;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Prompts;

public sealed class PromptLibraryTests
{
    private static readonly string[] Languages = ["en", "de", "fr", "es"];

    [Fact]
    public void Every_practice_has_at_least_ten_prompts_each_short_and_in_four_languages()
    {
        Assert.All(Framework.Practices, practice => Assert.True(PromptLibrary.Embedded.ByPractice[practice.Code].Count() >= 10));
        Assert.All(PromptLibrary.Embedded.Prompts, prompt => Assert.All(Languages, language => Assert.InRange(prompt.Text[language].Length, 10, 200)));
        Assert.Equal(PromptLibrary.Embedded.Prompts.Count, PromptLibrary.Embedded.Prompts.Select(prompt => prompt.Text["en"]).Distinct().Count());
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("pt", "en")]
    public void A_language_without_a_translation_falls_back(string locale, string expected) =>
        Assert.Equal(PromptLibrary.Embedded.Prompts[0].Text[expected], PromptLibrary.Embedded.Prompts[0].In(locale));

    [Fact]
    public void An_organisation_adds_replaces_and_switches_off_prompts()
    {
        using var file = new TestFile("""
            {
              // Our own.
              "prompts": [
                { "id": "acme-1", "practice": "feedback", "text": { "en": "What did a customer tell you this week?" } },
                { "id": "feedback-01", "practice": "feedback", "text": { "en": "Which words of a colleague stayed with you?" } },
              ],
              "off": [ "growth-01" ]
            }
            """);

        var library = PromptLibrary.Load(file.Path);

        Assert.Equal(PromptLibrary.Embedded.Prompts.Count, library.Prompts.Count);
        Assert.Equal("Which words of a colleague stayed with you?", library.ById["feedback-01"].In("de"));
        Assert.True(library.ById.ContainsKey("acme-1"));
        Assert.False(library.ById.ContainsKey("growth-01"));
    }

    [Theory]
    [InlineData("""{"prompts":[{"id":"x","practice":"juggling","text":{"en":"?"}}]}""", "no practice; the practices are priorities")]
    [InlineData("""{"prompts":[{"id":"x","practice":"growth","text":{"de":"?"}}]}""", "no English text")]
    [InlineData("""{"prompts":[{"practice":"growth","text":{"en":"?"}}]}""", "line 1")]
    [InlineData("""{"off":["nothing-01"]}""", "which is no prompt")]
    [InlineData("""{"practiceOfTheMonth":{"december":"growth"}}""", "not a month")]
    [InlineData("""{"practiceOfTheMonth":{"2026-12":"joy"}}""", "no practice")]
    [InlineData("""{"of":["growth-01"]}""", "of")]
    [InlineData("not json", "line 1")]
    public void A_file_that_is_wrong_is_refused_with_the_reason(string json, string expected)
    {
        using var file = new TestFile(json);

        var refusal = Assert.Throws<DataFileException>(() => PromptLibrary.Load(file.Path));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
