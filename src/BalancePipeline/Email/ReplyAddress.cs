namespace BalancePipeline.Email;

/// <summary>
/// The address that a prompt is answered to: <c>reply+TOKEN@domain</c>, or <c>TOKEN@domain</c> where a whole domain is ours and the
/// mail system does not know plus-addresses. Both are read, whichever is written.
/// </summary>
public static class ReplyAddress
{
    /// <summary>The address for a token.</summary>
    public static string Of(string token, MailOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.ReplyAddressForm is ReplyAddressForm.CatchAll
            ? $"{token}@{options.InboundDomain}"
            : $"{options.ReplyLocalPart}+{token}@{options.InboundDomain}";
    }

    /// <summary>What may be a token in an address, or in a Message-ID of ours, of that domain; null when there is none.</summary>
    public static string? Token(string address, string domain)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        if (at <= 0 || !address.AsSpan(at + 1).Trim(" >").Equals(domain, StringComparison.OrdinalIgnoreCase)) return null;
        return address[(address.AsSpan(0, at).LastIndexOfAny('+', '.', '<') + 1)..at].Trim();
    }
}
