using System.Globalization;
using System.Resources;

namespace BalancePipeline.Wording;

/// <summary>Everything that participants read, in their language. The texts are in <c>Texts.resx</c> and its translations.</summary>
public sealed class Words
{
    private static readonly ResourceManager Texts = new("BalancePipeline.Wording.Texts", typeof(Words).Assembly);
    private static readonly Dictionary<string, Words> ByLanguage =
        new[] { "en", "de", "fr", "es" }.ToDictionary(language => language, language => new Words(language), StringComparer.OrdinalIgnoreCase);

    private Words(string language) => (Language, Culture) = (language, CultureInfo.GetCultureInfo(language));

    /// <summary>The languages there are texts in, English first.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. ByLanguage.Keys];

    /// <summary>The language of the texts (BCP 47).</summary>
    public string Language { get; }

    /// <summary>Writes numbers and dates.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The direction of the script, for HTML's <c>dir</c>.</summary>
    public string Direction => Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The language's own name, e.g. <c>Deutsch</c>.</summary>
    public string OwnName => Culture.TextInfo.ToTitleCase(Culture.NativeName);

    /// <summary>A text as it stands.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string this[string key] => Texts.GetString(key, Culture) ?? throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>The words of a locale's language, e.g. those of <c>de</c> for <c>de-AT</c>; English where there are none.</summary>
    public static Words For(string locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return ByLanguage.GetValueOrDefault(locale.Split('-', '_')[0]) ?? ByLanguage["en"];
    }

    /// <summary>A text with its places filled.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(Culture, this[key], values);

    /// <summary>E.g. <c>2 March 2026</c>.</summary>
    public string Date(DateOnly day) => day.ToString(this["format.date"], Culture);

    /// <summary>E.g. <c>Mon 2 Mar, 09:00</c>.</summary>
    public string Moment(DateTimeOffset moment) => moment.ToString(this["format.moment"], Culture);
}
