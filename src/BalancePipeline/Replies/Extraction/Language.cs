using System.Text.Json.Serialization;

namespace BalancePipeline.Replies.Extraction;

/// <summary>How mail clients and people phrase things in one language: one data file in <c>Replies/Languages</c>.</summary>
internal sealed record Language
{
    /// <summary>BCP 47 code, which rule names carry (<c>attribution:de</c>).</summary>
    public required string Code { get; init; }

    /// <summary>Lines that introduce a quoted mail, with <c>{date}</c>, <c>{time}</c> and <c>{name}</c> where those stand.</summary>
    public string[] Attributions { get; init; } = [];

    /// <summary>Header names by role: from, sent, date, to, cc, bcc, subject, replyTo, attachments, importance.</summary>
    public Dictionary<string, string[]> Headers { get; init; } = [];

    /// <summary>The words between the dashes above a quoted mail.</summary>
    public string[] OriginalMessage { get; init; } = [];

    /// <summary>The words above a forwarded mail.</summary>
    public string[] ForwardedMessage { get; init; } = [];

    /// <summary>Closing formulas, without punctuation but for a colon where one may stand: elsewhere a word with a colon is a heading ("Best:").</summary>
    public string[] SignOffs { get; init; } = [];

    /// <summary>Lower-case words of greeting that make a formula of a short line above the writer's own name, whatever else it says: "warmest regards from Leeds".</summary>
    public string[] SignOffNouns { get; init; } = [];

    /// <summary>How people begin what they add below their name, in lower case.</summary>
    public string[] Postscripts { get; init; } = [];

    /// <summary>Lines that phones and apps add, with <c>{device}</c> and <c>{app}</c>.</summary>
    public string[] MobileFooters { get; init; } = [];

    /// <summary>Absence notices: how their subject begins, what they say, how they name the day of return.</summary>
    public AutomaticPhrases OutOfOffice { get; init; } = new();

    /// <summary>Receipts and other automatic answers.</summary>
    public AutomaticPhrases AutoReply { get; init; } = new();

    /// <summary>Mail that could not be delivered.</summary>
    public AutomaticPhrases Bounce { get; init; } = new();

    /// <summary>Lower-case beginnings of confidentiality notices, antivirus lines and gateway banners.</summary>
    public string[] Disclaimers { get; init; } = [];

    /// <summary>What tells a confidentiality notice that begins in no known way.</summary>
    public NoticePhrases Notices { get; init; } = new();

    /// <summary>Lower-case words of the line that the law wants below a company's mails: its register, its number, who leads it.</summary>
    public string[] Company { get; init; } = [];

    /// <summary>What the foot of a list mail or newsletter says.</summary>
    public string[] Unsubscribe { get; init; } = [];

    /// <summary>January to December, each with its forms.</summary>
    public string[][] Months { get; init; } = [];

    /// <summary>Monday to Sunday, each with its forms.</summary>
    public string[][] Weekdays { get; init; } = [];

    /// <summary>How a mail addresses its reader.</summary>
    public string[] Greetings { get; init; } = [];

    /// <summary>Subject prefixes of answers, without the colon.</summary>
    [JsonPropertyName("reply prefixes")]
    public string[] ReplyPrefixes { get; init; } = [];

    /// <summary>Subject prefixes of forwards, without the colon.</summary>
    [JsonPropertyName("forward prefixes")]
    public string[] ForwardPrefixes { get; init; } = [];
}

/// <summary>What lawyers have people write below their mails: it speaks of the mail itself, and of who may do what with it.</summary>
internal sealed record NoticePhrases
{
    /// <summary>What stands alone or with a colon above it: "Disclaimer". People write such words too, so the text below must speak like a notice.</summary>
    public string[] Headings { get; init; } = [];

    /// <summary>How it names the mail, in lower case: "this e-mail".</summary>
    public string[] Mail { get; init; } = [];

    /// <summary>Lower-case words and stems of secrecy, error and liability: "confidential", "in error", "disclos".</summary>
    public string[] Secrecy { get; init; } = [];
}

/// <summary>How one kind of automatic mail is phrased. <c>…</c> stands for a gap of a few words.</summary>
internal sealed record AutomaticPhrases
{
    /// <summary>What the subject begins with.</summary>
    public string[] Subjects { get; init; } = [];

    /// <summary>Lower-case pieces of the text.</summary>
    public string[] Phrases { get; init; } = [];

    /// <summary>Pieces that name the day of return as <c>{date}</c>; <c>until:</c> in front when it is the last day of absence.</summary>
    public string[] BackOn { get; init; } = [];
}
