namespace BalancePipeline.Replies;

/// <summary>Compares the addresses that people write from.</summary>
public static class SenderAddress
{
    /// <summary>Lower case, without a plus-tag, in the main domain of those that stand for one another.</summary>
    /// <param name="email">The address.</param>
    /// <param name="domainAliases">Domains that stand for another, e.g. <c>mail.example.org</c> for <c>example.org</c>.</param>
    public static string Normalize(string email, IReadOnlyDictionary<string, string> domainAliases)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(domainAliases);
        var lower = email.Trim().ToLowerInvariant();
        var at = lower.LastIndexOf('@');
        if (at < 0) return lower;
        var plus = lower.IndexOf('+', StringComparison.Ordinal);
        var local = lower[..(plus > 0 && plus < at ? plus : at)];
        var domain = lower[(at + 1)..];
        return $"{local}@{domainAliases.GetValueOrDefault(domain, domain).ToLowerInvariant()}";
    }
}
