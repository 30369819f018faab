namespace BalancePipeline.Participants;

/// <summary>Language tags such as <c>de</c> and <c>de-AT</c> (BCP 47).</summary>
public static class LanguageTag
{
    private const int Longest = 35;

    /// <summary>True for two or three letters, followed by any number of parts of two to eight letters and digits.</summary>
    public static bool IsWellFormed(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var parts = tag.Split('-');
        return tag.Length <= Longest
            && parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetter)
            && parts.Skip(1).All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
    }
}
