using System.Buffers;
using System.Text;

namespace BalancePipeline.Replies.Extraction;

/// <summary>Frees a text from characters that nobody sees and every client strews differently, and makes all line separators plain ones.</summary>
internal static class MailText
{
    // Zero-width space, direction marks and isolates, word joiner, byte order mark, soft hyphen, NUL.
    // The zero-width joiners stay: Persian words and emoji are spelt with them.
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\0");

    private static readonly SearchValues<char> Unwanted = SearchValues.Create(
        "\u0085\u2028\u2029\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\0");

    internal static bool IsUnseen(char c) => Unseen.Contains(c);

    internal static string Clean(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\0')) return text;
        var first = text.AsSpan().IndexOfAny(Unwanted);
        if (first < 0) return text;
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        text.AsSpan(0, first).CopyTo(buffer);
        var length = first;
        foreach (var c in text.AsSpan(first))
        {
            if (!Unseen.Contains(c)) buffer[length++] = c is '\u0085' or '\u2028' or '\u2029' ? '\n' : c;
        }

        var clean = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return clean;
    }
}
