using NodaTime;
using NodaTime.TimeZones;

namespace BalancePipeline.Prompts;

/// <summary>Which time zones belong to which country, as the time-zone database says.</summary>
internal static class CountryClocks
{
    // Winter and summer: zones that agree on both change their clocks alike.
    private static readonly Instant[] Probes = [Instant.FromUtc(2026, 1, 15, 12, 0), Instant.FromUtc(2026, 7, 15, 12, 0)];

    private static readonly ILookup<string, string> ZonesOfCountry = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .ToLookup(location => location.CountryCode, location => location.ZoneId);

    private static readonly Dictionary<string, string> CountryOfZone = TzdbDateTimeZoneSource.Default.ZoneLocations!
        .DistinctBy(location => location.ZoneId).ToDictionary(location => location.ZoneId, location => location.CountryCode);

    /// <summary>The country of a time zone (ISO 3166), or null for zones such as UTC.</summary>
    internal static string? CountryOf(string timeZone) => CountryOfZone.GetValueOrDefault(timeZone);

    /// <summary>True when clocks somewhere in that country show the time of the zone, in winter and in summer.</summary>
    internal static bool ShowTimeOf(string country, string timeZone) => ZonesOfCountry[country].Any(zone => Probes.All(at => Offset(zone, at) == Offset(timeZone, at)));

    private static Offset Offset(string timeZone, Instant at) => DateTimeZoneProviders.Tzdb[timeZone].GetUtcOffset(at);
}
