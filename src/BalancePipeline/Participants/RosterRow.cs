using System.Globalization;
using BalancePipeline.Prompts;
using MimeKit;

namespace BalancePipeline.Participants;

/// <summary>A row of the roster, read and found good. Null stands for what the roster leaves open.</summary>
/// <param name="Email">Lower case.</param>
/// <param name="Name">How the person is addressed.</param>
/// <param name="Team">Path from the root, e.g. <c>Engineering/Platform</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Days">At least one weekday.</param>
/// <param name="LocalTime">When the person is asked.</param>
/// <param name="LeaderOf">Paths of the teams whose insights the person may read; null where the roster has no such column.</param>
/// <param name="Locale">Language of the mails.</param>
/// <param name="Region">Region of the holidays.</param>
public sealed record RosterRow(
    string Email,
    string? Name,
    string Team,
    string? TimeZone,
    Weekdays? Days,
    TimeOnly? LocalTime,
    IReadOnlyList<string>? LeaderOf,
    string? Locale,
    string? Region)
{
    private const int LongestEmail = 254;
    private const int LongestName = 200;
    private const int LongestTeam = 400;

    /// <summary>The columns, in the order of the documentation; only <c>email</c> and <c>team</c> must be there.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["email", "name", "team", "time_zone", "days", "local_time", "leader_of", "locale", "region"];

    /// <summary>Reads the fields of a row.</summary>
    /// <param name="field">The trimmed text of a column; null when the file has no such column.</param>
    /// <param name="knowsRegion">Tells regions that have holidays.</param>
    /// <param name="reason">What is wrong and what would be right, when the result is null.</param>
    public static RosterRow? Read(Func<string, string?> field, Func<string, bool> knowsRegion, out string reason)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(knowsRegion);
        string? Given(string column) => field(column) is { Length: > 0 } text ? text : null;
        var email = (field("email") ?? "").ToLowerInvariant();
        var name = Given("name");
        var team = TeamPath.Clean(field("team") ?? "");
        var leaderOf = field("leader_of")?.Split([';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(TeamPath.Clean).Where(path => path.Length > 0).Distinct().ToList();
        Weekdays days = default;
        TimeOnly time = default;
        var region = Given("region");
        reason = "";
        if (!IsEmail(email)) reason = email.Length == 0 ? "the e-mail address is missing" : $"'{email}' is not an e-mail address";
        else if (name is not null && (name.Length > LongestName || name.Any(char.IsControl))) reason = $"the name must be one line of at most {LongestName} letters; is a quote missing?";
        else if (team.Length == 0) reason = "the team is missing; give a path such as Engineering/Platform";
        else if ((leaderOf ?? []).Prepend(team).Any(path => path.Length > LongestTeam || path.Any(char.IsControl)))
            reason = $"a team's path must be one line of at most {LongestTeam} letters; is a quote missing?";
        else if (Given("time_zone") is { } zone && !Schedule.IsTimeZone(zone)) reason = $"'{zone}' is not a time zone; give an IANA name such as Europe/Berlin";
        else if (Given("days") is { } daysText && !WeekdaySets.TryParse(daysText, out days)) reason = $"'{daysText}' are not weekdays; give them as 'mon thu' or 'mon-fri'";
        else if (Given("local_time") is { } timeText && !TryParseTime(timeText, out time)) reason = $"'{timeText}' is not a time of day; give it as 09:30";
        else if (Given("locale") is { } locale && !LanguageTag.IsWellFormed(locale)) reason = $"'{locale}' is not a language; give a tag such as 'de' or 'de-AT'";
        else if (region is not null && !knowsRegion(region)) reason = $"no holidays are known for '{region}'; give a region such as DE-BY, or 'none'";
        return reason.Length > 0
            ? null
            : new RosterRow(
                email, name, team, Given("time_zone"), Given("days") is null ? null : days, Given("local_time") is null ? null : time, leaderOf, Given("locale"), region);
    }

    private static bool IsEmail(string email) =>
        email.Length <= LongestEmail && email.Contains('@', StringComparison.Ordinal) && !email.Any(char.IsControl)
        && MailboxAddress.TryParse(email, out var address) && address.Address == email;

    private static bool TryParseTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}

/// <summary>Paths of teams.</summary>
internal static class TeamPath
{
    /// <summary>The path without empty names and spaces around names.</summary>
    internal static string Clean(string text) =>
        string.Join(Team.Separator, text.Split(Team.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The path of the team above, or null for a root.</summary>
    internal static string? Above(string path) => path.LastIndexOf(Team.Separator) is var at and >= 0 ? path[..at] : null;
}
