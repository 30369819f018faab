using System.Globalization;
using BalancePipeline.Prompts;
using MimeKit;

namespace BalancePipeline.Participants;

/// <summary>A row of the roster, read and found good.</summary>
/// <param name="Email">Lower case.</param>
/// <param name="Name">May be empty.</param>
/// <param name="Team">Path from the root, e.g. <c>Engineering/Platform</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Days">At least one weekday.</param>
/// <param name="LocalTime">When the person is asked.</param>
/// <param name="LeaderOf">Paths of the teams whose insights the person may read.</param>
/// <param name="Locale">Language of the mails.</param>
public sealed record RosterRow(
    string Email, string Name, string Team, string TimeZone, Weekdays Days, TimeOnly LocalTime, IReadOnlyList<string> LeaderOf, string Locale)
{
    /// <summary>The columns, in the order of the documentation; only <c>email</c> and <c>team</c> must be there.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["email", "name", "team", "time_zone", "days", "local_time", "leader_of", "locale"];

    /// <summary>Reads the fields of a row, with defaults for what is empty.</summary>
    /// <param name="field">The trimmed text of a column; empty when the file has no such column.</param>
    /// <param name="reason">What is wrong and what would be right, when the result is null.</param>
    public static RosterRow? Read(Func<string, string> field, out string reason)
    {
        ArgumentNullException.ThrowIfNull(field);
        reason = "";
        var email = field("email").ToLowerInvariant();
        var team = TeamPath(field("team"));
        var zone = Or(field("time_zone"), "UTC");
        var weekdays = Or(field("days"), "tue thu");
        var time = Or(field("local_time"), "09:00");
        var areDays = WeekdaySets.TryParse(weekdays, out var days);
        var isTime = TimeOnly.TryParseExact(time, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var localTime);
        if (!MailboxAddress.TryParse(email, out var address) || address.Address != email || !email.Contains('@', StringComparison.Ordinal))
            reason = $"'{email}' is not an e-mail address";
        else if (team.Length == 0)
            reason = "the team is missing; give a path such as Engineering/Platform";
        else if (!Schedule.IsTimeZone(zone))
            reason = $"'{zone}' is not a time zone; give an IANA name such as Europe/Berlin";
        else if (!areDays)
            reason = $"'{weekdays}' are not weekdays; give them as 'mon thu'";
        else if (!isTime)
            reason = $"'{time}' is not a time of day; give it as 09:30";
        if (reason.Length > 0) return null;

        var leaderOf = field("leader_of").Split([';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(TeamPath).Where(path => path.Length > 0);
        return new RosterRow(email, field("name"), team, zone, days, localTime, [.. leaderOf], Or(field("locale"), "en"));
    }

    private static string Or(string text, string standard) => text.Length > 0 ? text : standard;

    private static string TeamPath(string text) =>
        string.Join(Participants.Team.Separator, text.Split(Participants.Team.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
