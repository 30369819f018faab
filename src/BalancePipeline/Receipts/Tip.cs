namespace BalancePipeline.Receipts;

/// <summary>One small thing to try next.</summary>
/// <param name="Id">Stable, e.g. <c>feedback-t1</c>.</param>
/// <param name="Practice">The practice of the framework that it exercises.</param>
/// <param name="Pattern">The position it is for, e.g. <c>results-leaning</c>; <c>any</c> for all.</param>
/// <param name="Text">The tip by language; English is always there.</param>
public sealed record Tip(string Id, string Practice, string Pattern, IReadOnlyDictionary<string, string> Text)
{
    /// <summary>The tip in that language, else in English.</summary>
    public string In(string language) => Text.GetValueOrDefault(language) ?? Text["en"];
}
