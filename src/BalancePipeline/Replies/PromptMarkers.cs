using System.Globalization;

namespace BalancePipeline.Replies;

/// <summary>What our own mails carry so that a quote of them is recognised whatever the mail client does to it.</summary>
public static class PromptMarkers
{
    /// <summary>A line of a text part that holds this is ours, and so is all that follows.</summary>
    public const string Text = "[balance:";

    /// <summary>An element whose id or class begins so is ours (mail clients put prefixes of their own before it).</summary>
    public const string CssClass = "balance-prompt";

    /// <summary>The first line of a mail of ours.</summary>
    public static string Line(long deliveryId) =>
        $"Reply above this line {Text}{deliveryId.ToString("x", CultureInfo.InvariantCulture)}]";
}
