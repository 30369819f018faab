namespace BalancePipeline.Replies.Extraction;

/// <summary>The writer's name as the From header has it, and how to find it in a line. The default knows no name and finds none.</summary>
/// <param name="name">The name alone: "Rosa Lee", "Lee, Rosa".</param>
internal readonly struct Sender(string? name)
{
    /// <summary>What people put around their name.</summary>
    internal const string Around = "-–—*_~.,!/ ";

    private const int LongestName = 80;
    private static readonly System.Buffers.SearchValues<char> WordEnds = System.Buffers.SearchValues.Create(" ,(<[|*\t\u00a0");

    internal bool IsKnown => name is not null;

    /// <summary>Reads a From header. Companies write more than a name: "Lee, Rosa (Sales)", "Rosa Lee | Acme".</summary>
    internal static Sender Of(string? from)
    {
        var end = from?.LastIndexOf('<') ?? -1;
        var name = end > 0 ? from!.AsSpan(0, end).Trim("\"' ") : [];
        if (name.IndexOfAny("(|<[") is var more and > 0) name = name[..more].TrimEnd();
        return name.Length is > 1 and < LongestName && !name.Contains('@') ? new Sender(name.ToString()) : default;
    }

    /// <summary>
    /// Where the name begins that a line ends with: its first or last word, or several of its words in any order ("Rosa Lee" for "Rosa Maria Lee").
    /// The line's length when it ends with something else.
    /// </summary>
    internal int StartIn(ReadOnlySpan<char> line)
    {
        if (name is null || line.Length > LongestName) return line.Length;
        var (start, words) = (line.Length, 0);
        for (var rest = line; LastWord(rest) is { IsEmpty: false } word && Has(word); rest = line[..start].TrimEnd(", "))
        {
            start = rest.Length - word.Length;
            words++;
        }

        var found = line[start..];
        return found.Length > 1 && (words > 1 || name.AsSpan().StartsWith(found, StringComparison.OrdinalIgnoreCase) || name.AsSpan().EndsWith(found, StringComparison.OrdinalIgnoreCase)) ? start : line.Length;
    }

    /// <summary>Whether a line begins with the whole name, two of its words at least, and no further word but a post, a link or the like behind a mark.</summary>
    internal bool Heads(ReadOnlySpan<char> line)
    {
        if (name is null) return false;
        var rest = line[..Math.Min(line.Length, LongestName)].TrimStart("*_");
        var words = 0;
        while (FirstWord(rest.TrimStart(", ")) is { IsEmpty: false } word && Has(word))
        {
            rest = rest.TrimStart(", ")[word.Length..];
            words++;
        }

        rest = rest.TrimStart();
        return words >= 2 && (rest.IsEmpty || !char.IsLetterOrDigit(rest[0]));
    }

    /// <summary>Whether the name stands by itself in a line, or heads it.</summary>
    internal bool IsIn(ReadOnlySpan<char> line) =>
        Heads(line) || (line.Trim(Around) is { IsEmpty: false } words && StartIn(words) == 0);

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> line) => line.IndexOfAny(WordEnds) is var end and >= 0 ? line[..end] : line;

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> line) => line[(line.LastIndexOfAny(WordEnds) + 1)..];

    private bool Has(ReadOnlySpan<char> word)
    {
        foreach (var range in name.AsSpan().SplitAny(WordEnds))
        {
            if (name.AsSpan(range).Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
