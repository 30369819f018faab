namespace BalancePipeline.Replies.Extraction;

/// <summary>A line that a phone or an app adds: fixed words around the name of the device.</summary>
internal sealed record FooterPattern(string Prefix, string Suffix, bool Open, short Rule)
{
    private const int Longest = 160;
    private const int MostWordsOfDevice = 12;

    // Pieces of the names of phones, tablets, mail apps and their makers, in any language.
    private static readonly System.Buffers.SearchValues<string> Devices = System.Buffers.SearchValues.Create(
        [
            "phone", "iphon", "ipad", "ipod", "ios", "android", "galaxy", "samsung", "huawei", "xiaomi", "redmi", "oppo", "oneplus", "nokia", "htc",
            "xperia", "motorola", "blackberry", "windows", "outlook", "mail", "app", "telefon", "teléfon", "téléphone", "handy", "mobil",
            "móvil", "móvel", "tablet", "gerät", "device", "yahoo", "proton", "thunderbird", "sparrow", "smartphone", "aol", "gmx", "web.de",
            "携帯", "手机", "手機", "スマートフォン", "휴대", "телефон", "мобіль", "мобиль", "устройств", "пристро", "κινητ", "τηλέφων",
        ],
        StringComparison.OrdinalIgnoreCase);

    internal static FooterPattern Parse(string pattern, string language)
    {
        var parts = Slots.Parse(pattern);
        var open = parts.Any(part => part.Slot is not null);
        var prefix = parts[0].Slot is null ? Tidy(parts[0].Text) : "";
        var suffix = parts.Count > 1 && parts[^1].Slot is null ? Tidy(parts[^1].Text) : "";
        return new FooterPattern(prefix, suffix, open, Rules.MobileFooter(language));
    }

    /// <summary>The rule of the footer that a line is, or 0.</summary>
    internal static short RuleOf(ReadOnlySpan<char> line)
    {
        if (line.Length is > 4 * Longest or < 4) return 0;
        var first = Words.First(line);
        if (first.IsEmpty) return 0;
        var begins = Lexicon.Find(first)?.FootersFrom;
        var bracket = line.EndsWith('>') || line.EndsWith(')') ? line.IndexOfAny('<', '(') : -1;
        var ends = Lexicon.Find(Words.Last(bracket > 0 ? line[..bracket] : line))?.FootersTo;
        var unspaced = first[0] >= Words.FirstUnspaced || line[^1] >= Words.FirstUnspaced;
        if (begins is not { Count: > 0 } && ends is not { Count: > 0 } && !unspaced) return 0;
        Span<char> buffer = stackalloc char[Longest];
        var length = Words.Plain(line, buffer);
        if (length == Longest) return 0;
        ReadOnlySpan<char> plain = buffer[..length];
        return Match(begins, plain) is var rule and not 0 ? rule
            : Match(ends, plain) is var other and not 0 ? other
            : unspaced ? Match(Lexicon.UnspacedFooters, plain) : (short)0;
    }

    private static short Match(IEnumerable<FooterPattern>? patterns, ReadOnlySpan<char> line)
    {
        if (patterns is null) return 0;
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(line)) return pattern.Rule;
        }

        return 0;
    }

    private bool Matches(ReadOnlySpan<char> line)
    {
        if (!Open) return line.Equals(Prefix, StringComparison.OrdinalIgnoreCase);
        if (line.Length <= Prefix.Length + Suffix.Length) return false;
        if (!line.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || !line.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)) return false;
        return IsDevice(line[Prefix.Length..^Suffix.Length].Trim());
    }

    /// <summary>A known make; or, where the fixed words say enough, a short name. "Sent from my desk, which …" is neither.</summary>
    private bool IsDevice(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty) return false;
        var words = Words.Count(name);
        var comma = name.IndexOf(',');
        if (words <= MostWordsOfDevice && NamesDevice(comma > 0 ? name[..comma] : name)) return !name.ContainsAny("?;:");
        var told = Words.Count(Prefix) + Words.Count(Suffix) >= 3 || Prefix.Length + Suffix.Length > 0 && (Prefix + Suffix)[0] >= Words.FirstUnspaced;
        return told && words <= 4 && (char.IsUpper(name[0]) || char.IsDigit(name[0])) && !name.ContainsAny(",?!;:");
    }

    /// <summary>A piece counts where a word begins, or with the capital inside a brand: "TypeApp" is an app, "happy" isn't.</summary>
    private static bool NamesDevice(ReadOnlySpan<char> name)
    {
        for (var at = 0; name[at..].IndexOfAny(Devices) is var next and >= 0; at++)
        {
            at += next;
            if (at == 0 || !Words.IsWordCharacter(name[at - 1]) || char.IsUpper(name[at]) || name[at] >= Words.FirstUnspaced) return true;
        }

        return false;
    }

    private static string Tidy(string words)
    {
        Span<char> buffer = stackalloc char[Longest];
        return buffer[..Words.Plain(words, buffer)].ToString();
    }
}
