using System.ComponentModel.DataAnnotations;

namespace BalancePipeline.Email;

/// <summary>How our mails are addressed and sent.</summary>
public sealed class MailOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "Mail";

    /// <summary>What hands mail over. A host may bring a sender of its own instead.</summary>
    [EnumDataType(typeof(MailSender), ErrorMessage = "Mail:Sender must be Mailbox, Smtp or Pickup.")]
    public MailSender Sender { get; set; } = MailSender.Mailbox;

    /// <summary>The address that prompts come from.</summary>
    [Required, EmailAddress(ErrorMessage = "Mail:FromAddress must be an address, e.g. 'balance@example.org'.")]
    public string FromAddress { get; set; } = "balance@localhost.example";

    /// <summary>The name that prompts come from.</summary>
    [Required]
    public string FromName { get; set; } = "Balance";

    /// <summary>The domain whose mail is posted to us; replies go to <c>reply+TOKEN@</c> it.</summary>
    [Required, RegularExpression(@"[A-Za-z0-9.-]+", ErrorMessage = "Mail:InboundDomain must be a domain, e.g. 'reply.example.org'.")]
    public string InboundDomain { get; set; } = "reply.localhost.example";

    /// <summary>How reply addresses are written: <c>PlusAddress</c>, or <c>CatchAll</c> where plus-addresses don't arrive.</summary>
    [EnumDataType(typeof(ReplyAddressForm), ErrorMessage = "Mail:ReplyAddressForm must be PlusAddress or CatchAll.")]
    public ReplyAddressForm ReplyAddressForm { get; set; }

    /// <summary>What stands before the plus sign.</summary>
    [Required, RegularExpression("[A-Za-z0-9_-]{1,30}", ErrorMessage = "Mail:ReplyLocalPart must be 1 to 30 letters and digits, e.g. 'reply'.")]
    public string ReplyLocalPart { get; set; } = "reply";

    /// <summary>Where people reach the pages.</summary>
    [Required(ErrorMessage = "Mail:PublicUrl is missing; give the address where people reach the pages, e.g. 'https://balance.example.org'.")]
    [Url(ErrorMessage = "Mail:PublicUrl must be an address such as 'https://balance.example.org'.")]
    public string PublicUrl { get; set; } = "http://localhost:5080";

    /// <summary>The most mails that a person gets from us within 24 hours, whatever they write, 2 to 50.</summary>
    [Range(2, 50, ErrorMessage = "Mail:MaximumPerPersonAndDay must be from 2 to 50.")]
    public int MaximumPerPersonAndDay { get; set; } = 8;

    /// <summary>Where the sender <c>Pickup</c> puts its .eml files.</summary>
    public string PickupFolder { get; set; } = "";
}

/// <summary>What hands mail over.</summary>
public enum MailSender
{
    /// <summary>Nothing: mails are kept for the mailbox page.</summary>
    Mailbox,

    /// <summary>A mail server, by SMTP.</summary>
    Smtp,

    /// <summary>A folder that a mail server empties.</summary>
    Pickup,
}

/// <summary>How reply addresses are written.</summary>
public enum ReplyAddressForm
{
    /// <summary><c>reply+TOKEN@domain</c></summary>
    PlusAddress,

    /// <summary><c>TOKEN@domain</c></summary>
    CatchAll,
}
