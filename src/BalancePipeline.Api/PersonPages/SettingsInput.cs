using System.Globalization;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Wording;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api.PersonPages;

/// <summary>When and how a person wants to be asked, as entered.</summary>
/// <param name="Days">Weekdays.</param>
/// <param name="Time">Time of day, <c>HH:mm</c>.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Locale">Language.</param>
/// <param name="Region">Region of the holidays; empty for that of the time zone.</param>
public sealed record SettingsInput(Weekdays Days, string Time, string TimeZone, string Locale, string Region)
{
    internal static SettingsInput Of(Participant person) => new(
        person.Days, person.LocalTime.ToString("HH:mm", CultureInfo.InvariantCulture), person.TimeZone, person.Locale, person.Region);

    internal static SettingsInput Of(IFormCollection form)
    {
        var days = WeekdaySets.TryParse(string.Join(' ', form["day"].AsEnumerable()), out var chosen) ? chosen : Weekdays.None;
        return new SettingsInput(days, form["time"].ToString().Trim(), form["zone"].ToString().Trim(), form["language"].ToString(), form["region"].ToString());
    }

    /// <summary>The key of a text on what is wrong, or null.</summary>
    internal string? Refusal(Participant person, HolidayCalendars holidays)
    {
        if (Days is Weekdays.None) return "page.error-days";
        if (!TryTime(out _)) return "page.error-time";
        if (!Schedule.IsTimeZone(TimeZone)) return "page.error-zone";

        // What is left comes from lists; whoever sends something else has not used the form.
        var known = (Words.Languages.Contains(Locale) || Locale == person.Locale) && (Region.Length == 0 || Region == person.Region || holidays.Knows(Region));
        return known ? null : "page.error-zone";
    }

    /// <summary>Sets what was entered, and remembers what of it the person has chosen themselves.</summary>
    internal void ApplyTo(Participant person)
    {
        TryTime(out var time);
        if (person.Days != Days) (person.Days, person.OwnChoices) = (Days, person.OwnChoices | OwnChoices.Days);
        if (person.LocalTime != time) (person.LocalTime, person.OwnChoices) = (time, person.OwnChoices | OwnChoices.LocalTime);
        if (person.TimeZone != TimeZone) (person.TimeZone, person.OwnChoices) = (TimeZone, person.OwnChoices | OwnChoices.TimeZone);
        if (person.Locale != Locale) (person.Locale, person.OwnChoices) = (Locale, person.OwnChoices | OwnChoices.Locale);
        if (person.Region != Region) (person.Region, person.OwnChoices) = (Region, person.OwnChoices | OwnChoices.Region);
    }

    private bool TryTime(out TimeOnly time) =>
        TimeOnly.TryParseExact(Time, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
