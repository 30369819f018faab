using System.Globalization;

namespace BalancePipeline.Prompts;

/// <summary>How the date of a holiday is found in any year. Exactly one of <see cref="Date"/>, <see cref="Easter"/> and <see cref="Weekday"/> is given.</summary>
internal sealed record HolidayRule
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary><c>MM-dd</c> for every year, <c>yyyy-MM-dd</c> for one.</summary>
    public string? Date { get; init; }

    /// <summary>Days after Easter Sunday; negative for days before.</summary>
    public int? Easter { get; init; }

    /// <summary>A weekday, placed by <see cref="Month"/> and <see cref="Nth"/>, or by <see cref="Before"/>.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>With <see cref="Weekday"/>: the month, 1 to 12.</summary>
    public int? Month { get; init; }

    /// <summary>With <see cref="Weekday"/>: which one of the month, 1 to 5; -1 for the last.</summary>
    public int? Nth { get; init; }

    /// <summary>With <see cref="Weekday"/>: the last one before this <c>MM-dd</c>.</summary>
    public string? Before { get; init; }

    /// <summary>Only in years in which the found date is that weekday.</summary>
    public DayOfWeek? Only { get; init; }

    /// <summary>Not in years in which this <c>MM-dd</c> is a Friday.</summary>
    public string? UnlessFriday { get; init; }

    /// <summary>Where a weekend takes the day, the weekday that is off instead.</summary>
    public Observed Observed { get; init; }

    /// <summary>First year; null for always.</summary>
    public int? From { get; init; }

    /// <summary>Only in years divisible by this.</summary>
    public int Every { get; init; } = 1;

    /// <summary>The date in that year, or null when there is none.</summary>
    internal DateOnly? In(int year)
    {
        if (year < (From ?? 0) || year % Every != 0) return null;
        if (UnlessFriday is not null && MonthDay(UnlessFriday, year)?.DayOfWeek is DayOfWeek.Friday) return null;
        var date = Find(year);
        return Only is null || date?.DayOfWeek == Only ? date : null;
    }

    /// <summary>What is wrong with the rule, or null.</summary>
    internal string? Refusal()
    {
        if (string.IsNullOrWhiteSpace(Name)) return "a day needs a \"name\"";
        if (new object?[] { Date, Easter, Weekday }.Count(way => way is not null) != 1) return $"'{Name}' needs one of \"date\", \"easter\" and \"weekday\"";
        if (Every < 1) return $"'{Name}': \"every\" must be 1 or more";
        if (Date is { Length: > 5 } && !DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return $"'{Name}': \"{Date}\" is not a date such as 2026-12-24";
        if (new[] { Date is { Length: <= 5 } ? Date : null, Before, UnlessFriday }.FirstOrDefault(day => day is not null && MonthDay(day, 2024) is null) is { } bad)
            return $"'{Name}': \"{bad}\" is not a day such as 12-24";
        if (Weekday is not null && Before is null && (Month is not (>= 1 and <= 12) || Nth is not (-1 or >= 1 and <= 5)))
            return $"'{Name}' needs \"before\", or \"month\" 1 to 12 and \"nth\" 1 to 5 or -1";
        return Easter is < -100 or > 100 ? $"'{Name}': \"easter\" must be from -100 to 100" : null;
    }

    private DateOnly? Find(int year)
    {
        if (Easter is { } days) return EasterSunday(year).AddDays(days);
        if (Date is { Length: > 5 }) return DateOnly.ParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var once && once.Year == year ? once : null;
        if (Date is not null) return MonthDay(Date, year);
        if (Before is not null) return MonthDay(Before, year) is { } end ? Back(end.AddDays(-1)) : null;
        if (Nth == -1) return Back(new DateOnly(year, Month!.Value, DateTime.DaysInMonth(year, Month.Value)));
        var first = Back(new DateOnly(year, Month!.Value, 7));
        var date = first.AddDays(7 * (Nth!.Value - 1));
        return date.Month == Month ? date : null;
    }

    private DateOnly Back(DateOnly from) => from.AddDays(-(((int)from.DayOfWeek - (int)Weekday!.Value + 7) % 7));

    private static DateOnly? MonthDay(string text, int year) => DateOnly.TryParseExact(
        string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{text}"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    // The Gregorian computus: the golden number gives the paschal full moon, the Sunday after it is Easter.
    private static DateOnly EasterSunday(int year)
    {
        var century = year / 100;
        var golden = year % 19;
        var correction = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = correction - (correction / 28 * (1 - (correction / 28 * (29 / (correction + 1)) * ((21 - golden) / 11))));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        var day = moon - weekday;
        return new DateOnly(year, 3, 28).AddDays(day);
    }
}

/// <summary>Which weekday is off where a holiday falls on a weekend.</summary>
internal enum Observed
{
    /// <summary>None.</summary>
    No,

    /// <summary>The next weekday that is not a holiday itself.</summary>
    After,

    /// <summary>Friday for a Saturday, Monday for a Sunday.</summary>
    Nearest,

    /// <summary>Saturday for a Sunday.</summary>
    SaturdayForSunday,
}
