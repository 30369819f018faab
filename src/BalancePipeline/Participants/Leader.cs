namespace BalancePipeline.Participants;

/// <summary>The right of a person to read the insights of a team and the teams below it.</summary>
public sealed class Leader
{
    /// <summary>Identifies the right.</summary>
    public long Id { get; init; }

    /// <summary>The leader's address; lower case. Unique together with the team.</summary>
    public required string Email { get; init; }

    /// <summary>The team whose insights may be read.</summary>
    public long TeamId { get; init; }
}
