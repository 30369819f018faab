namespace BalancePipeline.Email;

/// <summary>A mail kept by the mailbox sender instead of being sent, so that it can be read in the browser.</summary>
public sealed class MailboxEmail
{
    /// <summary>Identifies the mail.</summary>
    public long Id { get; init; }

    /// <summary>The mail's Message-ID without angle brackets. Unique.</summary>
    public required string MessageId { get; init; }

    /// <summary>The address it went to.</summary>
    public required string Recipient { get; init; }

    /// <summary>The subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>The whole mail as MIME.</summary>
    public required byte[] Mime { get; init; }

    /// <summary>When it was handed over.</summary>
    public DateTimeOffset SentAt { get; init; }
}
