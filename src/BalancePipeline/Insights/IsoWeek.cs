using System.Globalization;

namespace BalancePipeline.Insights;

/// <summary>Weeks as releases count them: ISO 8601, Monday to Sunday, in UTC.</summary>
public static class IsoWeek
{
    /// <summary>Monday of the week that a moment falls in.</summary>
    public static DateOnly MondayOf(DateTimeOffset moment)
    {
        var date = DateOnly.FromDateTime(moment.UtcDateTime);
        return date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
    }

    /// <summary>E.g. <c>2026-W47</c> for the week that begins on that Monday.</summary>
    public static string Format(DateOnly monday)
    {
        var date = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}");
    }

    /// <summary>The week that begins on that Monday as people speak of it: <c>week of 16 November 2026</c>.</summary>
    public static string Describe(DateOnly monday) => monday.ToString("'week of' d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>2026-W47</c> as the Monday of that week.</summary>
    public static bool TryParse(string? text, out DateOnly monday)
    {
        monday = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] != 'W') return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1) return false;
        if (!int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week)) return false;
        if (week < 1 || week > ISOWeek.GetWeeksInYear(year)) return false;
        monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return true;
    }
}
