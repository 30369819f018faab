namespace BalancePipeline.Access;

/// <summary>A request to sign in by mail. Kept for every address, known or not, so that both take the same way.</summary>
public sealed class SignInLink
{
    /// <summary>Identifies the request.</summary>
    public long Id { get; init; }

    /// <summary>The address as it was given; lower case.</summary>
    public required string Email { get; init; }

    /// <summary>SHA-256 of the code in the link.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was used; a link works once.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
