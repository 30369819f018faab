namespace BalancePipeline.Scoring;

/// <summary>Where a reply stands on the grid of results and relationships.</summary>
public enum Position
{
    /// <summary>Both axes are low.</summary>
    Quiet,

    /// <summary>Results are raised, and relationships are low or far below.</summary>
    ResultsLeaning,

    /// <summary>Relationships are raised, and results are low or far below.</summary>
    RelationshipsLeaning,

    /// <summary>Both axes are raised and near each other.</summary>
    Balanced,
}

/// <summary>Derives and names positions.</summary>
public static class Positions
{
    // Between a passing mention (1) and a plain act (2) of the framework's table.
    private const double Raised = 1.5;

    // One step of the table apart is still near; the quarter allows for a scorer's fractions.
    private const double Near = 1.25;

    /// <summary>The position of a point of the grid, both axes 0 to 4.</summary>
    public static Position Of(double results, double relationships)
    {
        if (results < Raised && relationships < Raised) return Position.Quiet;
        if (results >= Raised && relationships >= Raised && Math.Abs(results - relationships) <= Near) return Position.Balanced;
        return results > relationships ? Position.ResultsLeaning : Position.RelationshipsLeaning;
    }

    /// <summary>The stable name that the API and the tools use, e.g. <c>results-leaning</c>.</summary>
    public static string Code(this Position position) => position switch
    {
        Position.Quiet => "quiet",
        Position.ResultsLeaning => "results-leaning",
        Position.RelationshipsLeaning => "relationships-leaning",
        Position.Balanced => "balanced",
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "Unknown position"),
    };
}
