namespace BalancePipeline.Participants;

/// <summary>A set of weekdays.</summary>
[Flags]
public enum Weekdays
{
    /// <summary>No day.</summary>
    None = 0,

    /// <summary>Monday.</summary>
    Monday = 1,

    /// <summary>Tuesday.</summary>
    Tuesday = 2,

    /// <summary>Wednesday.</summary>
    Wednesday = 4,

    /// <summary>Thursday.</summary>
    Thursday = 8,

    /// <summary>Friday.</summary>
    Friday = 16,

    /// <summary>Saturday.</summary>
    Saturday = 32,

    /// <summary>Sunday.</summary>
    Sunday = 64,
}

/// <summary>Reads and writes sets of weekdays.</summary>
public static class WeekdaySets
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>True when the set holds that day.</summary>
    public static bool Has(this Weekdays days, DayOfWeek day) => days.HasFlag((Weekdays)(1 << (((int)day + 6) % 7)));

    /// <summary>E.g. <c>mon thu</c>.</summary>
    public static string Format(this Weekdays days) =>
        string.Join(' ', Names.Where((_, index) => days.HasFlag((Weekdays)(1 << index))));

    /// <summary>Reads names in English, short or long, in any case, apart by spaces, commas or plus signs; <c>mon-fri</c> for a range.</summary>
    /// <returns>False when a name is unknown or there is none.</returns>
    public static bool TryParse(string text, out Weekdays days)
    {
        ArgumentNullException.ThrowIfNull(text);
        days = Weekdays.None;
        foreach (var word in text.Split([' ', ',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = word.Split('-');
            var first = Find(ends[0]);
            var last = Find(ends[^1]);
            if (ends.Length > 2 || first < 0 || last < 0) return false;
            for (var day = first; ; day = (day + 1) % Names.Length)
            {
                days |= (Weekdays)(1 << day);
                if (day == last) break;
            }
        }

        return days != Weekdays.None;
    }

    private static int Find(string word) => Array.FindIndex(Names, name => Matches(word, name));

    private static bool Matches(string word, string name) =>
        word.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (word.Length == 3 || Enum.GetNames<Weekdays>().Contains(word, StringComparer.OrdinalIgnoreCase));
}
