using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Insights;

/// <summary>What may be shown to leaders.</summary>
public sealed class InsightOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Insights";

    internal const int SmallestGroup = 3;

    /// <summary>Different writers that a figure needs behind it, 3 to 100. A change applies to later weeks only.</summary>
    [Range(SmallestGroup, 100, ErrorMessage = "Insights:MinimumGroupSize must be from 3 to 100; 5 is the usual number.")]
    public int MinimumGroupSize { get; set; } = 5;
}
