namespace BalancePipeline.Participants;

/// <summary>A team of the organisation's tree.</summary>
public sealed class Team
{
    /// <summary>Separates the names of a path.</summary>
    public const char Separator = '/';

    /// <summary>Identifies the team, whatever it is called.</summary>
    public long Id { get; init; }

    /// <summary>Names from the root down, e.g. <c>Engineering/Platform</c>. Unique, compared without case.</summary>
    public required string Path { get; set; }

    /// <summary>The team above, or null for a root.</summary>
    public long? ParentId { get; set; }

    /// <summary>The team above, where it was loaded.</summary>
    public Team? Parent { get; init; }

    /// <summary>The team that this one became part of; its own replies and insights stay with it.</summary>
    public long? MergedIntoId { get; set; }

    /// <summary>The last name of the path.</summary>
    public string Name => Path[(Path.LastIndexOf(Separator) + 1)..];
}
