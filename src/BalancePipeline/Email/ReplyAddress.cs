namespace BalancePipeline.Email;

/// <summary>The address that a prompt is answered to: <c>reply+TOKEN@domain</c>, or <c>TOKEN@domain</c> where a whole domain is ours.</summary>
public static class ReplyAddress
{
    private const string Prefix = "reply+";

    /// <summary>The address for a token.</summary>
    public static string Of(string token, string domain) => $"{Prefix}{token}@{domain}";

    /// <summary>The token of an address of that domain, or null.</summary>
    public static string? Token(string address, string domain)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        if (at <= 0 || !address.AsSpan(at + 1).Trim().Equals(domain, StringComparison.OrdinalIgnoreCase)) return null;
        var local = address[..at].Trim();
        return local.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? local[Prefix.Length..] : local;
    }
}
