using System.Buffers;
using System.Collections.Frozen;

namespace BalancePipeline.Replies.Extraction;

/// <summary>What a word can mean in a mail, over all languages. Languages are bits, in their order.</summary>
internal sealed class Word
{
    /// <summary>Languages in which it begins a line such as "<b>On</b> … wrote:".</summary>
    public ulong Openers { get; set; }

    /// <summary>Languages in which it tells that somebody wrote, said or sent.</summary>
    public ulong Verbs { get; set; }

    /// <summary>A month, a weekday, or a word that stands between date and time.</summary>
    public bool OfDate { get; set; }

    /// <summary>A month.</summary>
    public bool Month { get; set; }

    /// <summary>A noun for a mail, as in "-----Original <b>Message</b>-----".</summary>
    public bool MailNoun { get; set; }

    /// <summary>The language in which it makes a closing formula of a short line above the writer's own name, or null.</summary>
    public string? SignOff { get; set; }

    /// <summary>Footers of phones and apps that begin with it.</summary>
    public List<FooterPattern> FootersFrom { get; } = [];

    /// <summary>Footers of phones and apps that end with it and begin with a name.</summary>
    public List<FooterPattern> FootersTo { get; } = [];

    /// <summary>Disclaimers that begin with it.</summary>
    public List<Phrase> Disclaimers { get; } = [];

    /// <summary>Headings of notices that begin with it.</summary>
    public List<Phrase> NoticeHeadings { get; } = [];
}

/// <summary>A fixed piece of text and the language it is in.</summary>
internal sealed record Phrase(string Text, string Language);

/// <summary>The data of all languages, turned into what the stages look up.</summary>
internal static class Lexicon
{
    private static readonly FrozenDictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> Words;
    private static readonly FrozenDictionary<string, HeaderName>.AlternateLookup<ReadOnlySpan<char>> Headers;
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SignOffs;
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Separators;

    static Lexicon()
    {
        var builder = new LexiconBuilder();
        foreach (var language in Languages.All) builder.Add(language);
        Words = builder.Words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        Headers = builder.Headers.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        SignOffs = builder.SignOffs.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        Separators = builder.Separators.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        UnspacedVerbs = [.. builder.UnspacedVerbs];
        UnspacedFooters = [.. builder.UnspacedFooters];
        UnspacedDisclaimers = [.. builder.UnspacedDisclaimers];
        Postscripts = [.. builder.Postscripts];
        PostscriptStarts = SearchValues.Create([.. Postscripts.SelectMany(text => new[] { char.ToLowerInvariant(text[0]), char.ToUpperInvariant(text[0]) })]);
        ListFooters = SearchValues.Create([.. builder.Unsubscribe, "mailing list"], StringComparison.OrdinalIgnoreCase);
        Company = SearchValues.Create([.. builder.Company], StringComparison.OrdinalIgnoreCase);
        NoticeMail = SearchValues.Create([.. builder.NoticeMail], StringComparison.OrdinalIgnoreCase);
        NoticeSecrecy = SearchValues.Create([.. builder.NoticeSecrecy], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Verbs of languages that write without spaces, which are looked for inside the text.</summary>
    internal static Phrase[] UnspacedVerbs { get; }

    /// <summary>Footers of languages that write without spaces.</summary>
    internal static FooterPattern[] UnspacedFooters { get; }

    /// <summary>Disclaimers of languages that write without spaces.</summary>
    internal static Phrase[] UnspacedDisclaimers { get; }

    /// <summary>How a postscript begins.</summary>
    internal static string[] Postscripts { get; }

    /// <summary>The first letters of postscripts, large and small.</summary>
    internal static SearchValues<char> PostscriptStarts { get; }

    /// <summary>What the foot of a list mail says.</summary>
    internal static SearchValues<string> ListFooters { get; }

    /// <summary>Words of a company's legal line.</summary>
    internal static SearchValues<string> Company { get; }

    /// <summary>How confidentiality notices name the mail they stand in.</summary>
    internal static SearchValues<string> NoticeMail { get; }

    /// <summary>What confidentiality notices speak of.</summary>
    internal static SearchValues<string> NoticeSecrecy { get; }

    internal static Word? Find(ReadOnlySpan<char> word) => Words.TryGetValue(word, out var found) ? found : null;

    internal static HeaderName? Header(ReadOnlySpan<char> name) => Headers.TryGetValue(name, out var found) ? found : null;

    /// <summary>The language of a closing formula, or null when it is none.</summary>
    internal static string? SignOff(ReadOnlySpan<char> words) => SignOffs.TryGetValue(words, out var language) ? language : null;

    /// <summary>The language of the words between the dashes above a quoted mail, or null.</summary>
    internal static string? Separator(ReadOnlySpan<char> words) => Separators.TryGetValue(words, out var language) ? language : null;
}
