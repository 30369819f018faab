using System.Collections.Frozen;

namespace BalancePipeline.Replies.Extraction;

/// <summary>Why a line is not the writer's: what it is, the name shown to people, and how often the rule is right.</summary>
internal sealed record Rule(string Name, RemovedKind Kind, double Certainty);

/// <summary>All rules of the extractor, by the number that a line carries. 0 is no rule: the writer's own line.</summary>
internal static class Rules
{
    private static readonly List<Rule> Known = [new("kept", default, 1)];

    internal static readonly short PromptMarker = Add("prompt-marker", RemovedKind.Quote, 1);
    internal static readonly short QuoteMark = Add("quote-mark", RemovedKind.Quote, 0.98);
    internal static readonly short WrappedQuote = Add("quote-mark:wrapped", RemovedKind.Quote, 0.9);
    internal static readonly short HtmlQuote = Add("html:quote", RemovedKind.Quote, 0.99);
    internal static readonly short HtmlBlockquote = Add("html:blockquote", RemovedKind.Quote, 0.9);
    internal static readonly short HtmlSignature = Add("html:signature", RemovedKind.Signature, 0.99);
    internal static readonly short DateAttribution = Add("attribution:date", RemovedKind.QuoteHeader, 0.95);
    internal static readonly short AddressAttribution = Add("attribution:address", RemovedKind.QuoteHeader, 0.9);
    internal static readonly short LineBeforeQuote = Add("attribution:line-before-quote", RemovedKind.QuoteHeader, 0.85);
    internal static readonly short Divider = Add("divider", RemovedKind.QuoteHeader, 0.95);
    internal static readonly short AfterFooter = Add("quote:below-footer", RemovedKind.Quote, 0.8);
    internal static readonly short AfterIntroduction = Add("quote:below-introduction", RemovedKind.Quote, 0.95);
    internal static readonly short SignatureDelimiter = Add("signature:delimiter", RemovedKind.Signature, 0.98);
    internal static readonly short SignatureRule = Add("signature:rule", RemovedKind.Signature, 0.85);
    internal static readonly short SignatureDash = Add("signature:dash-name", RemovedKind.Signature, 0.9);
    internal static readonly short SenderName = Add("signature:sender-name", RemovedKind.Signature, 0.97);
    internal static readonly short SenderBlock = Add("signature:sender-block", RemovedKind.Signature, 0.93);
    internal static readonly short ContactBlock = Add("signature:contact-block", RemovedKind.Signature, 0.85);
    internal static readonly short NameAboveFooter = Add("signature:above-footer", RemovedKind.Signature, 0.9);
    internal static readonly short Armour = Add("signature:pgp", RemovedKind.Signature, 0.99);
    internal static readonly short Notice = Add("disclaimer:notice", RemovedKind.Disclaimer, 0.93);
    internal static readonly short CompanyLines = Add("disclaimer:company", RemovedKind.Disclaimer, 0.9);
    internal static readonly short ListFooter = Add("list-footer", RemovedKind.Disclaimer, 0.95);

    private static readonly FrozenDictionary<(string Name, string Language), short> OfLanguage = ForLanguages();

    private static readonly short[] Attributions = [.. Languages.All.Select(language => OfLanguage[("attribution", language.Code)])];

    internal static Rule Get(short rule) => Known[rule];

    /// <param name="languages">Languages as bits; the first counts.</param>
    internal static short Attribution(ulong languages) => Attributions[System.Numerics.BitOperations.TrailingZeroCount(languages)];

    internal static short HeaderBlock(string language) => OfLanguage[("header-block", language)];

    internal static short Separator(string language) => OfLanguage[("separator", language)];

    internal static short MobileFooter(string language) => OfLanguage[("mobile-footer", language)];

    internal static short SignOff(string language) => OfLanguage[("sign-off", language)];

    internal static short Disclaimer(string language) => OfLanguage[("disclaimer", language)];

    private static FrozenDictionary<(string Name, string Language), short> ForLanguages()
    {
        (string Name, RemovedKind Kind, double Certainty)[] rules =
        [
            ("attribution", RemovedKind.QuoteHeader, 0.98),
            ("header-block", RemovedKind.QuoteHeader, 0.98),
            ("separator", RemovedKind.QuoteHeader, 0.98),
            ("mobile-footer", RemovedKind.MobileFooter, 0.97),
            ("sign-off", RemovedKind.Signature, 0.93),
            ("disclaimer", RemovedKind.Disclaimer, 0.95),
        ];
        return rules.SelectMany(rule => Languages.All.Select(language => (rule, language.Code)))
            .ToFrozenDictionary(pair => (pair.rule.Name, pair.Code), pair => Add($"{pair.rule.Name}:{pair.Code}", pair.rule.Kind, pair.rule.Certainty));
    }

    private static short Add(string name, RemovedKind kind, double certainty)
    {
        Known.Add(new Rule(name, kind, certainty));
        return (short)(Known.Count - 1);
    }
}
