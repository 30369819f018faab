namespace BalancePipeline.Api.Pages;

/// <summary>A mail in the mailbox's list.</summary>
/// <param name="Id">Identifies the mail.</param>
/// <param name="Recipient">The address it went to.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="SentAt">When it was handed over.</param>
public sealed record MailboxRow(long Id, string Recipient, string Subject, DateTimeOffset SentAt);
