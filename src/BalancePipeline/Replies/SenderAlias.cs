namespace BalancePipeline.Replies;

/// <summary>Another address that a person has said is theirs. Person and address together are unique.</summary>
public sealed class SenderAlias
{
    /// <summary>Identifies the alias.</summary>
    public long Id { get; init; }

    /// <summary>The person.</summary>
    public long ParticipantId { get; init; }

    /// <summary>The address, as <see cref="SenderAddress.Normalize"/> writes it.</summary>
    public required string Email { get; init; }

    /// <summary>When the person said so.</summary>
    public DateTimeOffset AddedAt { get; init; }
}
