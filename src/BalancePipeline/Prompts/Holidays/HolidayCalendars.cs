using System.Collections.Concurrent;
using BalancePipeline.Participants;

namespace BalancePipeline.Prompts;

/// <summary>Public holidays by region, found by rules for any year.</summary>
public sealed class HolidayCalendars
{
    /// <summary>The region of a person who is asked on holidays too.</summary>
    public const string None = "none";

    private readonly Dictionary<string, HolidayRegion> _regions;
    private readonly ConcurrentDictionary<(string Locale, string TimeZone), string?> _derived = new();
    private readonly ConcurrentDictionary<(string Region, int Year), Dictionary<DateOnly, string>> _years = new();

    private HolidayCalendars(Dictionary<string, HolidayRegion> regions) => _regions = regions;

    /// <summary>The regions there are holidays of, e.g. <c>DE-BY</c>.</summary>
    public IEnumerable<string> Regions => _regions.Keys;

    /// <summary>The product's calendars, with the organisation's file on top: its regions replace those of the same code.</summary>
    /// <exception cref="DataFileException">The file is wrong; the message says where.</exception>
    public static HolidayCalendars Load(string file)
    {
        var regions = new Dictionary<string, HolidayRegion>(DataFile.Embedded<Dictionary<string, HolidayRegion>>("holidays.json"), StringComparer.OrdinalIgnoreCase);
        if (string.IsNullOrEmpty(file)) return new HolidayCalendars(regions);
        foreach (var (code, region) in DataFile.Read<Dictionary<string, HolidayRegion>>(file)) regions[code] = region;
        foreach (var (code, region) in regions)
        {
            if (region.Days.Select(rule => rule.Refusal()).FirstOrDefault(refusal => refusal is not null) is { } wrong)
                throw new DataFileException($"'{file}', region {code}: {wrong}.");
            if (!IsGrounded(code, regions)) throw new DataFileException($"'{file}', region {code}: \"extends\" names no region, or leads back to itself.");
        }

        return new HolidayCalendars(regions);
    }

    /// <summary>What a person's day is called when it is a holiday where they live, or null.</summary>
    public string? NameOn(Participant person, DateOnly day) => RegionOf(person) is { } region ? NameOn(region, day) : null;

    /// <summary>What that day is called when it is a holiday in a region, or null.</summary>
    public string? NameOn(string region, DateOnly day) => _years.GetOrAdd((region, day.Year), Compute).GetValueOrDefault(day);

    /// <summary>True for a region that a roster may name: one with holidays, a part of one, or <see cref="None"/>.</summary>
    public bool Knows(string region) => region == None || Closest(region) is not null;

    /// <summary>
    /// The region whose holidays a person has: their own; else the country of their language tag, if its clocks show the time of
    /// theirs (<c>de-AT</c> in <c>Europe/Berlin</c>, but not <c>en-GB</c>); else the country of their time zone; else that of the
    /// language tag. Null when there are no holidays of it.
    /// </summary>
    public string? RegionOf(Participant person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Region.Length > 0 ? Closest(person.Region) : _derived.GetOrAdd((person.Locale, person.TimeZone), Derive);
    }

    private string? Derive((string Locale, string TimeZone) person)
    {
        var tag = person.Locale.Split('-') is [_, .., { Length: 2 } country] ? country.ToUpperInvariant() : null;
        if (tag is not null && CountryClocks.ShowTimeOf(tag, person.TimeZone)) return Closest(tag);
        return (CountryClocks.CountryOf(person.TimeZone) ?? tag) is { } region ? Closest(region) : null;
    }

    private static bool IsGrounded(string code, Dictionary<string, HolidayRegion> regions)
    {
        for (var steps = 0; steps <= regions.Count; steps++)
        {
            if (!regions.TryGetValue(code, out var region)) return false;
            if (region.Extends is null) return true;
            code = region.Extends;
        }

        return false;
    }

    // GB-ENG has no days of its own beyond those of GB: the country stands for parts that are not listed.
    private string? Closest(string region) =>
        _regions.ContainsKey(region) ? region : region.Split('-')[0] is var country && _regions.ContainsKey(country) ? country : null;

    private Dictionary<DateOnly, string> Compute((string Region, int Year) key)
    {
        // The neighbours too: New Year's Day on a Saturday is observed in the old year.
        var found = Rules(key.Region)
            .SelectMany(rule => Enumerable.Range(key.Year - 1, 3).Select(year => (Rule: rule, Date: rule.In(year))))
            .Where(day => day.Date is not null).OrderBy(day => day.Date).ToList();
        var days = new Dictionary<DateOnly, string>();
        foreach (var (rule, date) in found) days.TryAdd(date!.Value, rule.Name);
        foreach (var (rule, date) in found)
        {
            if (Shift(rule.Observed, date!.Value, days) is { } observed) days.TryAdd(observed, rule.Name);
        }

        return days.Where(day => day.Key.Year == key.Year).ToDictionary();
    }

    private IEnumerable<HolidayRule> Rules(string code)
    {
        for (var region = _regions[code]; ; region = _regions[region.Extends])
        {
            foreach (var rule in region.Days) yield return rule;
            if (region.Extends is null) yield break;
        }
    }

    private static DateOnly? Shift(Observed observed, DateOnly date, Dictionary<DateOnly, string> taken) => (observed, date.DayOfWeek) switch
    {
        (Observed.After, DayOfWeek.Saturday or DayOfWeek.Sunday) => Enumerable.Range(1, 9).Select(date.AddDays)
            .First(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !taken.ContainsKey(day)),
        (Observed.Nearest, DayOfWeek.Saturday) => date.AddDays(-1),
        (Observed.Nearest, DayOfWeek.Sunday) => date.AddDays(1),
        (Observed.SaturdayForSunday, DayOfWeek.Sunday) => date.AddDays(-1),
        _ => null,
    };
}

/// <summary>The holidays of a region.</summary>
/// <param name="Days">Its rules.</param>
/// <param name="Extends">A region whose days it has too.</param>
internal sealed record HolidayRegion(IReadOnlyList<HolidayRule> Days, string? Extends = null);
