namespace BalancePipeline.Email;

/// <summary>Base32 in lower case and without padding (RFC 4648, section 6): safe in the local part of any mail address.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[Length(bytes.Length)];
        var buffer = 0;
        var bits = 0;
        var next = 0;
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5) text[next++] = Alphabet[(buffer >> (bits - 5)) & 31];
        }

        if (bits > 0) text[next] = Alphabet[(buffer << (5 - bits)) & 31];
        return new string(text);
    }

    /// <summary>Fills <paramref name="bytes"/> exactly; false for a text of another length or with other characters.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length != Length(bytes.Length)) return false;
        var buffer = 0;
        var bits = 0;
        var next = 0;
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(letter));
            if (value < 0) return false;
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[next++] = (byte)(buffer >> bits);
        }

        return true;
    }

    private static int Length(int bytes) => (bytes * 8 + 4) / 5;
}
