namespace BalancePipeline.Scoring.Reading;

/// <summary>64-bit hashes of words and of what is built from them: stable across machines, since model files hold them.</summary>
internal static class WordHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Offset;
        foreach (var c in word) hash = (hash ^ Lower(c)) * Prime;
        return Mix(hash);
    }

    /// <summary>An ordered pair, e.g. a word and what stands before it.</summary>
    public static ulong Combine(ulong first, ulong second) => Mix((first * 0x9E3779B97F4A7C15) ^ second);

    private static char Lower(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        '’' or '‘' or '´' or '`' => '\'',
        < (char)128 => c,
        _ => char.ToLowerInvariant(c),
    };

    private static ulong Mix(ulong hash)
    {
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }
}
