namespace BalancePipeline.Prompts;

/// <summary>A question of the library.</summary>
/// <param name="Id">Stable, e.g. <c>feedback-03</c>.</param>
/// <param name="Practice">The practice of the framework that it is tied to.</param>
/// <param name="Text">The question by language; English is always there.</param>
public sealed record Prompt(string Id, string Practice, IReadOnlyDictionary<string, string> Text)
{
    /// <summary>The question in that language, else in English.</summary>
    public string In(string locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return Text.GetValueOrDefault(locale) ?? Text.GetValueOrDefault(locale.Split('-')[0]) ?? Text["en"];
    }
}
