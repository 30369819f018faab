using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Replies;

/// <summary>What inbound mail is taken.</summary>
public sealed class InboundOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Inbound";

    /// <summary>Mails that a person may send within 24 hours before it is taken for a loop, 1 to 1000.</summary>
    [Range(1, 1000, ErrorMessage = "Inbound:MaximumPerPersonAndDay must be from 1 to 1000.")]
    public int MaximumPerPersonAndDay { get; set; } = 20;

    /// <summary>The mail system's spam score from which a mail is spam, unless its token and sender prove that it is not. 1 to 100.</summary>
    [Range(1, 100, ErrorMessage = "Inbound:SpamScore must be from 1 to 100; 5 is the usual number.")]
    public double SpamScore { get; set; } = 5;

    /// <summary>Days that an absence is taken to last when the automatic answer names none, 1 to 30.</summary>
    [Range(1, 30, ErrorMessage = "Inbound:AwayDays must be from 1 to 30.")]
    public int AwayDays { get; set; } = 5;

    /// <summary>Domains whose addresses are those of another: <c>Inbound:DomainAliases:mail.example.org = example.org</c>.</summary>
    public IDictionary<string, string> DomainAliases { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
