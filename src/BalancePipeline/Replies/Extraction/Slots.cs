namespace BalancePipeline.Replies.Extraction;

/// <summary>A pattern's fixed words and the slots between them.</summary>
/// <param name="Slot">The slot's name, or null for fixed words.</param>
/// <param name="Text">The fixed words.</param>
internal readonly record struct PatternPart(string? Slot, string Text);

/// <summary>Reads patterns such as <c>Am {date} schrieb {name}:</c>.</summary>
internal static class Slots
{
    internal static List<PatternPart> Parse(string pattern)
    {
        var parts = new List<PatternPart>();
        var position = 0;
        while (position < pattern.Length)
        {
            var open = pattern.IndexOf('{', position);
            var close = open < 0 ? -1 : pattern.IndexOf('}', open);
            if (close < 0) open = pattern.Length;
            if (open > position) parts.Add(new PatternPart(null, pattern[position..open]));
            if (close < 0) break;
            parts.Add(new PatternPart(pattern[(open + 1)..close], ""));
            position = close + 1;
        }

        return parts;
    }
}
