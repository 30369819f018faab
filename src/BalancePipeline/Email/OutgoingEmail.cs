namespace BalancePipeline.Email;

/// <summary>A mail of ours, ready to be handed over.</summary>
public sealed record OutgoingEmail
{
    /// <summary>Unique and stable: the same mail handed over twice carries the same one. Without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>The name it goes to; may be empty.</summary>
    public string RecipientName { get; init; } = "";

    /// <summary>Where answers go; null for the sender's own address.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>The text part.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML part.</summary>
    public required string Html { get; init; }

    /// <summary>Further header fields, e.g. <c>List-Unsubscribe</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Message-IDs that this mail belongs under, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
