namespace BalancePipeline.Scoring.Patterns;

/// <summary>Writes out the regular forms of a word: help~ stands for help, helps, helped, helping.</summary>
internal static class Inflections
{
    public static IEnumerable<string> Of(string word)
    {
        if (!word.EndsWith('~'))
        {
            yield return word;
            yield break;
        }

        var stem = word[..^1];
        yield return stem;
        if (stem[^1] == 'e')
        {
            foreach (var ending in (string[])["s", "d"]) yield return stem + ending;
            yield return stem[..^1] + "ing";
        }
        else if (stem[^1] == 'y' && !IsVowel(stem[^2]))
        {
            foreach (var ending in (string[])["ies", "ied"]) yield return stem[..^1] + ending;
            yield return stem + "ing";
        }
        else
        {
            yield return stem + (stem[^1] is 's' or 'h' or 'x' or 'z' ? "es" : "s");
            foreach (var ending in (string[])["ed", "ing"])
            {
                yield return stem + ending;
                if (IsVowel(stem[^2]) && !IsVowel(stem[^1])) yield return stem + stem[^1] + ending;
            }
        }
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
