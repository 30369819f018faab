namespace BalancePipeline.Scoring.Chat;

/// <summary>Finds a quoted passage in a reply; white space, letter case and the shape of quotation marks may differ.</summary>
internal static class Quotes
{
    private const int ShortestQuote = 3;

    public static (int Start, int End)? Find(string text, string quote)
    {
        var wanted = Simplify(quote, null).Trim();
        if (wanted.Length < ShortestQuote) return null;
        var offsets = new List<int>(text.Length + 1);
        var at = Simplify(text, offsets).IndexOf(wanted, StringComparison.Ordinal);
        return at < 0 ? null : (offsets[at], offsets[at + wanted.Length - 1] + 1);
    }

    private static string Simplify(string text, List<int>? offsets)
    {
        var simple = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = char.IsWhiteSpace(text[i]) ? ' ' : text[i] switch
            {
                '’' or '‘' => '\'',
                '“' or '”' => '"',
                '–' or '—' => '-',
                var other => char.ToLowerInvariant(other),
            };
            if (c == ' ' && simple.Length > 0 && simple[^1] == ' ') continue;
            simple.Append(c);
            offsets?.Add(i);
        }

        return simple.ToString();
    }
}
