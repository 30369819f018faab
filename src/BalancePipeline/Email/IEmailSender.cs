namespace BalancePipeline.Email;

/// <summary>Hands a mail over to a mail system.</summary>
public interface IEmailSender
{
    /// <summary>Hands the mail over. Failures that belong to mail are results; exceptions are for the unexpected.</summary>
    Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default);
}

/// <summary>What became of handing a mail over.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>Why the mail was not taken, without personal data; null when it was.</summary>
    public string? Failure => this switch
    {
        Transient transient => transient.Reason,
        Permanent permanent => permanent.Reason,
        _ => null,
    };

    /// <summary>The mail system took it.</summary>
    /// <param name="ProviderId">The mail system's own id, or null.</param>
    public sealed record Sent(string? ProviderId) : SendResult;

    /// <summary>Not now; trying again may help.</summary>
    /// <param name="Reason">Why, without personal data.</param>
    /// <param name="RetryAfter">When the mail system asked to be tried again, or null.</param>
    public sealed record Transient(string Reason, TimeSpan? RetryAfter = null) : SendResult;

    /// <summary>Trying again will not help.</summary>
    /// <param name="Reason">Why, without personal data.</param>
    /// <param name="AddressFails">True when it is the address that fails, so that nothing should be sent there again.</param>
    public sealed record Permanent(string Reason, bool AddressFails = false) : SendResult;
}
