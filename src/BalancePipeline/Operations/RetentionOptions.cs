using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Operations;

/// <summary>How long things are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Retention";

    /// <summary>Days that mails are kept as they came, 3 to 365. For three days a mail may be posted again, and is recognised by the one kept.</summary>
    [Range(3, 365, ErrorMessage = "Retention:RawMailDays must be from 3 to 365.")]
    public int RawMailDays { get; set; } = 30;

    /// <summary>Months that replies, their scores and what was asked are kept, 3 to 120. People deactivated for that long are erased.</summary>
    [Range(3, 120, ErrorMessage = "Retention:ReplyMonths must be from 3 to 120.")]
    public int ReplyMonths { get; set; } = 13;
}
