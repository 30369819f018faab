using System.Globalization;
using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>Reads a date as people write it in some language: "9 March 2026", "March 9", "09.03.26", "2026-03-09", "2026年3月9日".</summary>
internal static class WrittenDate
{
    private const int BuddhistYears = 543;
    private const int MostWordsBefore = 4;

    /// <param name="text">Where the date is expected.</param>
    /// <param name="language">Whose months and order of day and month count.</param>
    /// <param name="written">The day the mail was written, for dates without a year.</param>
    /// <param name="anywhere">Whether any words may stand before the date; otherwise a few, such as a weekday.</param>
    internal static (DateOnly? Date, int End) Read(ReadOnlySpan<char> text, Language language, DateOnly? written, bool anywhere)
    {
        Span<int> numbers = stackalloc int[3];
        Span<int> digits = stackalloc int[3];
        var count = 0;
        var month = 0;
        var monthAt = 0;
        var skipped = 0;
        var i = 0;
        while (i < text.Length && count < 3)
        {
            if (char.IsDigit(text[i]))
            {
                if (!TryNumber(text, ref i, out numbers[count], out digits[count])) return default;
                count++;
                if (count == 2 && month > 0) break;
                continue;
            }

            if (!Words.IsWordCharacter(text[i]))
            {
                if (count > 0 && text[i] is ';' or '!' or '?') break;
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && Words.IsWordCharacter(text[i])) i++;
            var word = text[start..i];
            if (month == 0 && MonthOf(word, language) is var found and > 0) (month, monthAt) = (found, count);
            else if (count > 0 && month > 0) break;
            else if (count > 0 && word.Length > 2 && word[0] < Words.FirstUnspaced && count + month > 1) break;
            else if (count == 0 && ++skipped > MostWordsBefore && !anywhere) return default;
        }

        return (Build(numbers, digits, count, month, monthAt, language, written), i);
    }

    private static DateOnly? Build(ReadOnlySpan<int> numbers, ReadOnlySpan<int> digits, int count, int month, int monthAt, Language language, DateOnly? written)
    {
        if (month > 0)
        {
            return count switch
            {
                1 when digits[0] <= 2 => Complete(numbers[0], month, written),
                >= 2 when digits[0] == 4 => Create(numbers[0], month, numbers[1]),
                >= 2 when digits[1] == 4 => Create(numbers[1], month, numbers[0]),
                >= 2 => Complete(numbers[0], month, written),
                _ => null,
            };
        }

        _ = monthAt;
        return count switch
        {
            3 when digits[0] == 4 => Create(numbers[0], numbers[1], numbers[2]),
            3 => Ordered(numbers[0], numbers[1], numbers[2] < 100 ? numbers[2] + 2000 : numbers[2], language, written),
            2 when digits[0] <= 2 && digits[1] <= 2 => IsMonthFirst(language) ? Complete(numbers[1], numbers[0], written) : Complete(numbers[0], numbers[1], written),
            _ => null,
        };
    }

    /// <summary>English writes both 3/9 and 9/3: what lies nearer after the day of writing is meant.</summary>
    private static DateOnly? Ordered(int first, int second, int year, Language language, DateOnly? written)
    {
        if (language.Code != "en") return Create(year, second, first);
        var (american, british) = (Create(year, first, second), Create(year, second, first));
        if (american is null || british is null || written is null) return american ?? british;
        return Distance(american.Value) <= Distance(british.Value) ? american : british;

        int Distance(DateOnly date) => date < written ? int.MaxValue : date.DayNumber - written.Value.DayNumber;
    }

    private static DateOnly? Complete(int day, int month, DateOnly? written)
    {
        if (written is not { } today) return null;
        var date = Create(today.Year, month, day);
        return date < today.AddDays(-60) ? Create(today.Year + 1, month, day) : date;
    }

    private static DateOnly? Create(int year, int month, int day)
    {
        if (year is > 2400 and < 2700) year -= BuddhistYears;
        return year is >= 1990 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static bool IsMonthFirst(Language language) => language.Code is "zh-Hans" or "zh-Hant" or "ja" or "ko" or "en";

    private static int MonthOf(ReadOnlySpan<char> word, Language language)
    {
        for (var month = 0; month < language.Months.Length; month++)
        {
            foreach (var form in language.Months[month])
            {
                if (word.Equals(form, StringComparison.OrdinalIgnoreCase)) return month + 1;
            }
        }

        return 0;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, ref int i, out int number, out int digits)
    {
        number = digits = 0;
        while (i < text.Length && char.IsDigit(text[i]))
        {
            if (++digits > 4) return false;
            number = (number * 10) + CharUnicodeInfo.GetDecimalDigitValue(text[i++]);
        }

        return true;
    }
}
