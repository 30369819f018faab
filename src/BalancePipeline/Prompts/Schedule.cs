using System.Globalization;
using BalancePipeline.Participants;
using NodaTime;
using NodaTime.Extensions;

namespace BalancePipeline.Prompts;

/// <summary>A slot and the moment it falls on.</summary>
/// <param name="Slot">Local date and time, <c>yyyy-MM-ddTHH:mm</c>.</param>
/// <param name="DueAt">The same as a moment.</param>
public sealed record DueSlot(string Slot, DateTimeOffset DueAt);

/// <summary>Slots in a time zone of one's own, through its changes of the clock.</summary>
public static class Schedule
{
    // A year and a week: whoever is asked once a week and paused for a year still has a next slot.
    private const int DaysAhead = 372;

    /// <summary>The first slot after a moment, or null when no weekday is chosen or none is open within a year.</summary>
    /// <remarks>A local time that the spring change skips is moved forward by the gap; one that the autumn change repeats is the first.</remarks>
    public static DueSlot? Next(Weekdays days, TimeOnly localTime, string timeZone, DateTimeOffset after, Func<DateOnly, bool>? isOff = null)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var date = after.ToInstant().InZone(zone).Date;
        if (days is Weekdays.None) return null;
        for (var ahead = 0; ahead <= DaysAhead; ahead++)
        {
            var day = date.PlusDays(ahead);
            if (!days.Has(day.DayOfWeek.ToDayOfWeek()) || isOff?.Invoke(day.ToDateOnly()) == true) continue;
            var local = day + localTime.ToLocalTime();
            var due = zone.AtLeniently(local).ToDateTimeOffset();
            if (due > after) return new DueSlot(Format(local), due.ToUniversalTime());
        }

        return null;
    }

    /// <summary>The slot that a due moment stands for.</summary>
    public static string SlotAt(DateTimeOffset dueAt, string timeZone) => Format(Local(dueAt, timeZone));

    /// <summary>The local day that a moment falls on.</summary>
    public static DateOnly LocalDay(DateTimeOffset moment, string timeZone) => Local(moment, timeZone).Date.ToDateOnly();

    /// <summary>The moment of a local day and time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly localTime, string timeZone) =>
        DateTimeZoneProviders.Tzdb[timeZone].AtLeniently(day.ToLocalDate() + localTime.ToLocalTime()).ToDateTimeOffset().ToUniversalTime();

    /// <summary>True for an IANA name that can be planned with.</summary>
    public static bool IsTimeZone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    private static LocalDateTime Local(DateTimeOffset moment, string timeZone) =>
        moment.ToInstant().InZone(DateTimeZoneProviders.Tzdb[timeZone]).LocalDateTime;

    private static string Format(LocalDateTime local) => local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
