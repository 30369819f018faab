using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Email;

/// <summary>How our mails are addressed.</summary>
public sealed class MailOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Mail";

    /// <summary>The address that prompts come from.</summary>
    [Required, EmailAddress(ErrorMessage = "Mail:FromAddress must be an address, e.g. 'balance@example.org'.")]
    public string FromAddress { get; set; } = "balance@localhost.example";

    /// <summary>The name that prompts come from.</summary>
    [Required]
    public string FromName { get; set; } = "Balance";

    /// <summary>The domain whose mail is posted to us; replies go to <c>reply+TOKEN@</c> it.</summary>
    [Required]
    public string InboundDomain { get; set; } = "reply.localhost.example";

    /// <summary>Where people reach the pages, without a slash at the end.</summary>
    [Required, Url(ErrorMessage = "Mail:PublicUrl must be an address such as 'https://balance.example.org'.")]
    public string PublicUrl { get; set; } = "http://localhost:5080";
}
