using BalancePipeline.Wording;

namespace BalancePipeline.Email;

/// <summary>What every mail to a person has around its own content.</summary>
public sealed record MailFrame
{
    /// <summary>The person's language.</summary>
    public required Words Words { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>How the person is addressed; may be empty.</summary>
    public required string RecipientName { get; init; }

    /// <summary>The line that a reply is written above; null for a mail that takes no answer.</summary>
    public string? Marker { get; init; }

    /// <summary>Where an answer goes; null for a mail that takes none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>False for a last mail, whose links would lead nowhere.</summary>
    public bool HasLinks { get; init; } = true;

    /// <summary>The person's own page.</summary>
    public required string PageUrl { get; init; }

    /// <summary>Ends the questions with one press.</summary>
    public required string UnsubscribeUrl { get; init; }
}
