using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Functions.Email;

/// <summary>How mails are handed to SendGrid.</summary>
public sealed class SendGridOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "SendGrid";

    /// <summary>A key that may send mail and nothing else.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "SendGrid:ApiKey is missing; give a key with the permission Mail Send, e.g. 'SG.…'.")]
    public string ApiKey { get; set; } = "";

    /// <summary><c>https://api.sendgrid.com</c>, or <c>https://api.eu.sendgrid.com</c> for an account of the region EU.</summary>
    [Required, Url(ErrorMessage = "SendGrid:Endpoint must be an address, e.g. 'https://api.eu.sendgrid.com'.")]
    public string Endpoint { get; set; } = "https://api.sendgrid.com";

    /// <summary>True: SendGrid checks every mail and delivers none.</summary>
    public bool Sandbox { get; set; }

    /// <summary>Seconds to wait for an answer, 1 to 100.</summary>
    [Range(1, 100, ErrorMessage = "SendGrid:TimeoutSeconds must be from 1 to 100; 30 is the usual number.")]
    public double TimeoutSeconds { get; set; } = 30;
}
