using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Scoring.Chat;

/// <summary>Settings of scoring by a language model. Off unless enabled, since replies then leave the machine.</summary>
public sealed class ChatScoringOptions
{
    /// <summary>Where the settings stand in configuration.</summary>
    public const string SectionName = "Scoring:Chat";

    /// <summary>True to send replies to the registered chat client. Tell the people asked before you turn it on.</summary>
    public bool Enabled { get; set; }

    /// <summary>How long one answer may take before the embedded scorer takes over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Scoring:Chat:Timeout must be from 00:00:01 to 00:05:00.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Calls in one UTC day, per process; what comes after is scored by the embedded scorer.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Scoring:Chat:CallsPerDay must be from 1 to 1000000.")]
    public int CallsPerDay { get; set; } = 2000;

    /// <summary>Longer replies, in characters, are scored by the embedded scorer.</summary>
    [Range(100, 100_000, ErrorMessage = "Scoring:Chat:LongestReply must be from 100 to 100000.")]
    public int LongestReply { get; set; } = 6000;
}
