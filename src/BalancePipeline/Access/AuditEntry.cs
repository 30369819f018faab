namespace BalancePipeline.Access;

/// <summary>Who did what that others may want to know of.</summary>
public sealed class AuditEntry
{
    /// <summary>Grows with every entry.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The token's name, the leader's address, or what acted: <c>operator</c>, <c>settings</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What, e.g. <c>read insights</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The team that it was about; 0 for the organisation, null for none.</summary>
    public long? TeamId { get; init; }
}
