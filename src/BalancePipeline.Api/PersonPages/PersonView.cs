using BalancePipeline.Api.Pages.People;
using BalancePipeline.Participants;
using BalancePipeline.Wording;

namespace BalancePipeline.Api.PersonPages;

/// <summary>Everything that a person's page shows.</summary>
public sealed record PersonView
{
    /// <summary>The person's language.</summary>
    public required Words Words { get; init; }

    /// <summary>The signed token of the page's address.</summary>
    public required string Token { get; init; }

    /// <summary>The person.</summary>
    public required Participant Person { get; init; }

    /// <summary>Their replies, newest first.</summary>
    public required IReadOnlyList<Answer> Answers { get; init; }

    /// <summary>Addresses that answered their questions and are not known as theirs.</summary>
    public required IReadOnlyList<string> OtherAddresses { get; init; }

    /// <summary>When they are asked next, at their own time; null when no question is due.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Today where they are.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Writers that a figure of a group needs.</summary>
    public int MinimumGroupSize { get; init; }

    /// <summary>Days that mails are kept as they came.</summary>
    public int RawMailDays { get; init; }

    /// <summary>Months that replies are kept.</summary>
    public int ReplyMonths { get; init; }

    /// <summary>Regions whose holidays can be chosen.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What the settings show: what is in force, or what was entered and not taken.</summary>
    public required SettingsInput Settings { get; init; }

    /// <summary>The key of a text on what was just done, or null.</summary>
    public string? Done { get; init; }

    /// <summary>The key of a text on what was wrong with what was entered, or null.</summary>
    public string? Error { get; init; }

    /// <summary>An address below the person's own.</summary>
    public string Url(string below) => $"/me/{Token}/{below}";
}
