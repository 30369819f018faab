using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using BalancePipeline.Scoring;
using BalancePipeline.Wording;

namespace BalancePipeline.Tests.Wording;

public sealed class WordsTests
{
    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public void Every_text_is_translated_and_has_the_same_places_to_fill(string language)
    {
        var english = Texts("");
        var translated = Texts(language);

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(translated[key]), key);
            Assert.Equal(Places(text), Places(translated[key]));
        }
    }

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("FR", "fr")]
    [InlineData("es_MX", "es")]
    [InlineData("pt-BR", "en")]
    [InlineData("", "en")]
    public void A_locale_is_spoken_to_in_its_language_else_in_english(string locale, string language) =>
        Assert.Equal(language, Words.For(locale).Language);

    [Fact]
    public void Every_code_of_the_framework_has_a_name_in_every_language()
    {
        foreach (var words in Words.Languages.Select(Words.For))
        {
            foreach (var kind in Enum.GetValues<LabelKind>())
                Assert.All(Framework.CodesOf(kind), code => Assert.NotEmpty(words.Label(kind, code.Code)));
            Assert.All(Enum.GetValues<NotScorable>(), reason => Assert.NotEmpty(words.Summary(ReplyScore.NotScored(reason))));
            Assert.All(Enum.GetValues<Position>(), position => Assert.NotEmpty(words[$"position.{position.Code()}"]));
        }
    }

    [Fact]
    public void A_date_is_written_as_its_language_writes_it()
    {
        var day = new DateOnly(2026, 3, 2);

        Assert.Equal(
            ["2 March 2026", "2. März 2026", "2 mars 2026", "2 de marzo de 2026"],
            Words.Languages.Select(language => Words.For(language).Date(day)));
    }

    private static Dictionary<string, string> Texts(string language) =>
        new ResourceManager("BalancePipeline.Wording.Texts", typeof(Words).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string text) =>
        Regex.Matches(text, @"\{\d\}", RegexOptions.NonBacktracking).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
}
