using System.Collections.Frozen;
using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>What a phrase found in a mail speaks for.</summary>
internal enum PhraseKind
{
    /// <summary>Its writer is away.</summary>
    Absence,

    /// <summary>A machine confirms something.</summary>
    Receipt,

    /// <summary>A mail could not be delivered.</summary>
    Bounce,
}

/// <summary>How many different phrases of each kind a text holds, and the language of the first one about an absence.</summary>
internal readonly record struct PhraseCount(int Absence, int Receipt, int Bounce, string Language);

/// <summary>
/// The phrases of automatic mail in all languages, found in one pass over a text. Phrases begin where words begin;
/// their first three characters, folded to lower case, lead to the few that may stand there.
/// </summary>
internal static class PhraseBook
{
    private const int LongestGap = 80;
    private const int SlotBits = 14;
    private static readonly FrozenDictionary<ulong, Phrase[]> ByStart = Languages.All.SelectMany(Phrases)
        .Where(phrase => phrase.Head.Length >= 3)
        .GroupBy(phrase => Key(phrase.Head))
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static readonly bool[] Maybe = MarkSlots();

    internal static PhraseCount Count(ReadOnlySpan<char> text)
    {
        HashSet<Phrase>? found = null;
        var language = "";
        var inside = false;
        for (var i = 0; i + 2 < text.Length; i++)
        {
            var c = text[i];
            var wordStart = !inside || c >= Words.FirstUnspaced;
            inside = char.IsAsciiLetter(c) || c > '\u00bf';
            if (!wordStart || !inside) continue;
            var key = Key(text[i..]);
            if (!Maybe[Slot(key)] || !ByStart.TryGetValue(key, out var phrases)) continue;
            foreach (var phrase in phrases)
            {
                if (!phrase.Begins(text[i..]) || !(found ??= []).Add(phrase)) continue;
                if (language.Length == 0 && phrase.Kind == PhraseKind.Absence) language = phrase.Language;
            }
        }

        return found is null ? new PhraseCount(0, 0, 0, "") : new PhraseCount(Of(PhraseKind.Absence), Of(PhraseKind.Receipt), Of(PhraseKind.Bounce), language);

        int Of(PhraseKind kind) => found.Count(phrase => phrase.Kind == kind);
    }

    private static IEnumerable<Phrase> Phrases(Language language) =>
        language.OutOfOffice.Phrases.Select(text => Phrase.Parse(text, PhraseKind.Absence, language.Code))
            .Concat(language.AutoReply.Phrases.Select(text => Phrase.Parse(text, PhraseKind.Receipt, language.Code)))
            .Concat(language.Bounce.Phrases.Select(text => Phrase.Parse(text, PhraseKind.Bounce, language.Code)));

    private static bool[] MarkSlots()
    {
        var maybe = new bool[1 << SlotBits];
        foreach (var key in ByStart.Keys) maybe[Slot(key)] = true;
        return maybe;
    }

    private static ulong Key(ReadOnlySpan<char> text) => ((ulong)Fold(text[0]) << 32) | ((ulong)Fold(text[1]) << 16) | Fold(text[2]);

    private static char Fold(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        '\n' or '\r' or '\t' or '\u00a0' => ' ',
        '’' or '‘' => '\'',
        < '\u00c0' => c,
        _ => char.ToLowerInvariant(c),
    };

    private static int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - SlotBits));

    private sealed record Phrase(string Head, string[] Rest, PhraseKind Kind, string Language)
    {
        internal static Phrase Parse(string text, PhraseKind kind, string language)
        {
            var pieces = text.Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return pieces.Length == 0 ? new Phrase("", [], kind, language) : new Phrase(pieces[0], pieces[1..], kind, language);
        }

        internal bool Begins(ReadOnlySpan<char> text)
        {
            if (Read(text, Head) is not (var end and > 0)) return false;
            foreach (var piece in Rest)
            {
                text = text[end..];
                end = 0;
                for (var gap = 0; gap < Math.Min(text.Length, LongestGap) && end == 0; gap++)
                {
                    if (Read(text[gap..], piece) is var length and > 0) end = gap + length;
                }

                if (end == 0) return false;
            }

            return true;
        }

        /// <summary>The length of a piece where a text begins with it, whatever spaces and line ends its client put; 0 where it doesn't.</summary>
        private static int Read(ReadOnlySpan<char> text, string piece)
        {
            var at = 0;
            foreach (var wanted in piece)
            {
                if (at >= text.Length || Fold(text[at]) != Fold(wanted)) return 0;
                at++;
                if (wanted != ' ') continue;
                while (at < text.Length && Fold(text[at]) == ' ') at++;
            }

            return at;
        }
    }
}
