using System.Globalization;
using BalancePipeline.Participants;
using NodaTime;
using NodaTime.Extensions;

namespace BalancePipeline.Prompts;

/// <summary>A slot and the moment it falls on.</summary>
/// <param name="Slot">Local date and time, <c>yyyy-MM-ddTHH:mm</c>.</param>
/// <param name="DueAt">The same as a moment.</param>
public sealed record DueSlot(string Slot, DateTimeOffset DueAt);

/// <summary>When a person is due, in their own time zone and through its changes of the clock.</summary>
public static class Schedule
{
    /// <summary>The first slot after a moment, or null when no weekday is chosen.</summary>
    /// <remarks>A local time that the spring change skips is moved forward by the gap; one that the autumn change repeats is the first.</remarks>
    public static DueSlot? Next(Weekdays days, TimeOnly localTime, string timeZone, DateTimeOffset after)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var date = after.ToInstant().InZone(zone).Date;
        // Eight days: today's time may be over, and then the same weekday comes a week later.
        for (var ahead = 0; ahead <= 7; ahead++)
        {
            var day = date.PlusDays(ahead);
            if (!days.Has(day.DayOfWeek.ToDayOfWeek())) continue;
            var local = day + localTime.ToLocalTime();
            var due = zone.AtLeniently(local).ToDateTimeOffset();
            if (due > after) return new DueSlot(Format(local), due.ToUniversalTime());
        }

        return null;
    }

    /// <summary>The slot that a due moment stands for.</summary>
    public static string SlotAt(DateTimeOffset dueAt, string timeZone) =>
        Format(dueAt.ToInstant().InZone(DateTimeZoneProviders.Tzdb[timeZone]).LocalDateTime);

    /// <summary>True for an IANA name that can be planned with.</summary>
    public static bool IsTimeZone(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    private static string Format(LocalDateTime local) => local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
