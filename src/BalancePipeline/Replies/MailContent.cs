namespace BalancePipeline.Replies;

/// <summary>As much of an e-mail as is needed to tell what kind of mail it is and what its writer wrote.</summary>
public sealed record MailContent
{
    /// <summary>The plain text part, decoded; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML part, decoded; null when there is none.</summary>
    public string? Html { get; init; }

    /// <summary>Header fields in their order, unfolded and decoded (RFC 2047); names as received.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>The machine-readable part of a delivery report (RFC 3464), decoded; null when there is none.</summary>
    public string? DeliveryStatus { get; init; }

    /// <summary>The value of the first header of that name (in any case), or null.</summary>
    public string? Header(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return Headers[i].Value;
        }

        return null;
    }
}

/// <summary>One header field of an e-mail.</summary>
/// <param name="Name">Field name as received, e.g. <c>Auto-Submitted</c>.</param>
/// <param name="Value">Unfolded and decoded value.</param>
public sealed record MailHeader(string Name, string Value);
