namespace BalancePipeline.Replies;

/// <summary>
/// What our prompt mails carry so that a reply can be told from the prompt it quotes, whatever the mail client does to it.
/// Mail composition writes these; reply extraction looks for them.
/// </summary>
public static class PromptMarkers
{
    /// <summary>Begins the bracketed identifier of a prompt, e.g. <c>[balance:7f3k]</c>. Everything from that line on is ours.</summary>
    public const string LineToken = "[balance:";

    /// <summary>What the id or a class of an HTML element of ours begins with. The whole element is ours.</summary>
    public const string ElementPrefix = "balance-prompt";

    /// <summary>The line of the text part above which people answer.</summary>
    /// <param name="identifier">Letters and digits that name the prompt, e.g. <c>7f3k</c>; nothing secret.</param>
    /// <param name="words">What the line asks for, in the reader's language.</param>
    public static string ReplyAboveLine(string identifier, string words = "reply above this line") => $"-- {words} -- {LineToken}{identifier}]";
}
