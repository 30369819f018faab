namespace BalancePipeline.Replies.Kinds;

/// <summary>Reads whose mail failed and why, from the machine-readable part or else from the words.</summary>
internal static class DeliveryReport
{
    private static readonly System.Buffers.SearchValues<char> AddressEnds = System.Buffers.SearchValues.Create(" \t\r\n<>()[]\"',;:");

    internal static BounceReport Read(string? report, string text, MailSigns signs)
    {
        var status = (report is null ? null : Field(report, "Status") is { } field ? StatusCode.Find(field) : null) ?? StatusCode.Find(text);
        var recipient = Recipient(report) ?? Address(signs.FailedRecipients, null) ?? Address(text, signs.From);
        var delayed = report is not null && Field(report, "Action") == "delayed";
        var hard = !delayed && StatusCode.IsHard(status, StatusCode.FindReply(text));
        return new BounceReport(recipient, status, hard);
    }

    /// <summary>The first value of a field in lower case, or null.</summary>
    internal static string? Field(string report, string name)
    {
        foreach (var line in report.AsSpan().EnumerateLines())
        {
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase)) return line[(name.Length + 1)..].Trim().ToString().ToLowerInvariant();
        }

        return null;
    }

    private static string? Recipient(string? report)
    {
        if (report is null) return null;
        var field = Field(report, "Original-Recipient") ?? Field(report, "Final-Recipient");
        return field is null ? null : Address(field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..], null);
    }

    /// <summary>The first address that is not the mail system's own.</summary>
    private static string? Address(string text, string? from)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = text.AsSpan(0, at).LastIndexOfAny(AddressEnds) + 1;
            var length = text.AsSpan(at).IndexOfAny(AddressEnds);
            var address = text[start..(length < 0 ? text.Length : at + length)].TrimEnd('.', '!', '?');
            if (start == at || !address.AsSpan(at - start + 1).Contains('.')) continue;
            if (from is null || !(from.Contains(address, StringComparison.OrdinalIgnoreCase) || address.Contains("postmaster", StringComparison.OrdinalIgnoreCase) || address.Contains("mailer-daemon", StringComparison.OrdinalIgnoreCase))) return address;
        }

        return null;
    }
}
