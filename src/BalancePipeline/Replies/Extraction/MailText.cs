using System.Buffers;

namespace BalancePipeline.Replies.Extraction;

/// <summary>Frees a text from characters that nobody sees and every client strews differently, and makes all line separators plain ones.</summary>
internal static class MailText
{
    // Zero-width space, direction marks and isolates, word joiner, byte order mark, soft hyphen, NUL.
    // The zero-width joiners stay: Persian words and emoji are spelt with them.
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\0");

    internal static bool IsUnseen(char c) => Unseen.Contains(c);

    internal static string Clean(string text)
    {
        if (!MayHold(text)) return text;
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var c in text)
        {
            if (!Unseen.Contains(c)) buffer[length++] = c is '\u0085' or '\u2028' or '\u2029' ? '\n' : c;
        }

        var clean = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return clean;
    }

    /// <summary>A few searches that are fast for any text, where one for all the characters isn't.</summary>
    private static bool MayHold(string text) =>
        text.AsSpan().ContainsAnyInRange('\u2028', '\u202e') || text.AsSpan().ContainsAnyInRange('\u2060', '\u2069')
        || text.AsSpan().ContainsAny(['\u200b', '\u200e', '\u200f', '\u00ad', '\ufeff']) || text.AsSpan().ContainsAny('\u0085', '\0');
}
