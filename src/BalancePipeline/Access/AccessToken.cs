namespace BalancePipeline.Access;

/// <summary>A bearer token for the API and the pages. Only its hash is stored.</summary>
public sealed class AccessToken
{
    /// <summary>Identifies the token in lists and logs.</summary>
    public long Id { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>What it is for, in the operator's words.</summary>
    public required string Name { get; init; }

    /// <summary>What its bearer may do.</summary>
    public AccessRole Role { get; init; }

    /// <summary>For a leader: the teams that may be read, each with all teams below it.</summary>
    public IReadOnlyList<long> TeamIds { get; init; } = [];

    /// <summary>True when it was made by signing in, and ends with signing out.</summary>
    public bool IsSession { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was withdrawn, or null.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>What the bearer of a token may do.</summary>
public enum AccessRole
{
    /// <summary>Read released insights of some teams.</summary>
    Leader,

    /// <summary>Run the product: roster, operations. Sees no reply and no person's scores through the API.</summary>
    Administrator,
}
