namespace BalancePipeline.Scoring;

/// <summary>Settings of scoring on the machine itself.</summary>
public sealed class EmbeddedScoringOptions
{
    /// <summary>Where the settings stand in configuration.</summary>
    public const string SectionName = "Scoring:Embedded";

    /// <summary>True to do without the encoder: for machines too small for it, or replies by the million. The model card says what it costs.</summary>
    public bool Quick { get; set; }
}
