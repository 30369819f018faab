using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>Reads from an absence notice the day its writer is back.</summary>
internal static class ReturnDate
{
    private const string LastDay = "until:";
    private const int LongestGap = 48;
    private static readonly Dictionary<string, List<Pattern>> ByLanguage = Languages.All.ToDictionary(
        language => language.Code,
        language => language.OutOfOffice.BackOn.Select(Pattern.Parse).ToList());

    /// <param name="text">The notice on one line.</param>
    /// <param name="code">The language its phrases are in, or "" when none was found.</param>
    /// <param name="written">The day it was written, which gives the year where the notice names none.</param>
    internal static DateOnly? Find(string text, string code, DateOnly? written)
    {
        if (ByLanguage.TryGetValue(code, out var own) && Find(text, Languages.All.First(language => language.Code == code), own, written) is { } date) return date;
        foreach (var language in Languages.All)
        {
            if (language.Code != code && Find(text, language, ByLanguage[language.Code], written) is { } other) return other;
        }

        return null;
    }

    private static DateOnly? Find(string text, Language language, List<Pattern> patterns, DateOnly? written)
    {
        // The day of return says more than the last day of absence.
        foreach (var pattern in patterns.OrderBy(pattern => pattern.IsLastDay))
        {
            if (pattern.Find(text, language, written) is { } date) return pattern.IsLastDay ? date.AddDays(1) : date;
        }

        return null;
    }

    private sealed record Pattern(string Before, string After, bool IsLastDay)
    {
        internal static Pattern Parse(string pattern)
        {
            var last = pattern.StartsWith(LastDay, StringComparison.Ordinal);
            var fixedWords = last ? pattern[LastDay.Length..] : pattern;
            var slot = fixedWords.IndexOf("{date}", StringComparison.Ordinal);
            return slot < 0 ? new Pattern(fixedWords, "", last) : new Pattern(fixedWords[..slot].Trim(), fixedWords[(slot + 6)..].Trim(), last);
        }

        internal DateOnly? Find(string text, Language language, DateOnly? written)
        {
            var anchor = Before.Length > 0 ? Before : After;
            if (anchor.Length == 0) return null;
            for (var at = text.IndexOf(anchor, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(anchor, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var start = Before.Length > 0 ? at + anchor.Length : Math.Max(0, at - LongestGap);
                var stretch = text.AsSpan(start, Math.Min(LongestGap, (Before.Length > 0 ? text.Length : at) - start));
                var (date, end) = WrittenDate.Read(stretch, language, written, Before.Length == 0);
                if (date is null) continue;
                if (Before.Length == 0 || After.Length == 0 || Follows(text.AsSpan(start + end))) return date;
            }

            return null;
        }

        private bool Follows(ReadOnlySpan<char> rest) => rest[..Math.Min(rest.Length, LongestGap + After.Length)].Contains(After, StringComparison.OrdinalIgnoreCase);
    }
}
