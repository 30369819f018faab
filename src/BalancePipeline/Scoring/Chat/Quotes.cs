namespace BalancePipeline.Scoring.Chat;

/// <summary>Finds a quoted passage of whole words in a reply; white space, letter case and the shape of quotation marks may differ.</summary>
internal static class Quotes
{
    private const int ShortestQuote = 3;

    public static (int Start, int End)? Find(string text, string quote)
    {
        var wanted = Simplify(quote, null).Trim();
        if (wanted.Length < ShortestQuote) return null;
        var offsets = new List<int>(text.Length + 1);
        var simple = Simplify(text, offsets);
        for (var at = simple.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = simple.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(simple, at) && IsEdge(simple, at + wanted.Length)) return (offsets[at], offsets[at + wanted.Length - 1] + 1);
        }

        return null;
    }

    private static bool IsEdge(string text, int at) => at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);

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
