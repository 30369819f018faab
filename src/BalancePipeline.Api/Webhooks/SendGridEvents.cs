using System.Text.Json;
using BalancePipeline.Email;

namespace BalancePipeline.Api.Webhooks;

/// <summary>Reads SendGrid's events. Those that we have no use for, and whatever is not of the form, are passed over.</summary>
internal static class SendGridEvents
{
    internal static IEnumerable<ReportedEvent> Read(JsonElement events)
    {
        foreach (var item in events.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.Object) continue;
            if (Text(item, "sg_event_id") is not { Length: > 0 and <= 200 } id || Kind(item) is not { } kind) continue;
            if (!item.TryGetProperty("timestamp", out var timestamp) || !timestamp.TryGetSeconds(out var seconds)) continue;
            yield return new ReportedEvent(
                id, kind, DateTimeOffset.FromUnixTimeSeconds(seconds), Text(item, "email")?.ToLowerInvariant(), Text(item, "smtp-id"), Status(item), WhyDropped(item));
        }
    }

    private static MailEventKind? Kind(JsonElement item) => Text(item, "event") switch
    {
        "delivered" => MailEventKind.Delivered,
        "deferred" => MailEventKind.Deferred,

        // SendGrid calls a refusal that may pass "blocked".
        "bounce" => Text(item, "type") == "blocked" ? MailEventKind.SoftBounce : MailEventKind.HardBounce,
        "blocked" => MailEventKind.SoftBounce,
        "dropped" => MailEventKind.Dropped,
        "spamreport" => MailEventKind.SpamReport,
        "unsubscribe" or "group_unsubscribe" => MailEventKind.Unsubscribed,
        "group_resubscribe" => MailEventKind.Resubscribed,
        _ => null,
    };

    /// <summary>Why a mail was dropped, as far as it bears on the address; SendGrid has a list of such addresses of its own.</summary>
    private static DropReason WhyDropped(JsonElement item)
    {
        var reason = Text(item, "reason") ?? "";
        if (reason.StartsWith("Unsubscribed", StringComparison.OrdinalIgnoreCase)) return DropReason.Unsubscribed;
        if (reason.StartsWith("Spam Reporting", StringComparison.OrdinalIgnoreCase)) return DropReason.SpamReport;
        return reason.StartsWith("Bounced", StringComparison.OrdinalIgnoreCase) || reason.Equals("Invalid", StringComparison.OrdinalIgnoreCase)
            ? DropReason.BadAddress
            : DropReason.Other;
    }

    // The mail system's own words may hold the address; its code says enough.
    private static string? Status(JsonElement item) =>
        Text(item, "status") is { Length: <= 12 } status && status.All(letter => char.IsAsciiDigit(letter) || letter == '.') ? status : null;

    private static string? Text(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.String) return null;
        try
        {
            return value.GetString() is { } text && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a letter (RFC 8259, section 8.2).
            return null;
        }
    }

    private static bool TryGetSeconds(this JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out number) && number is > 0 and < 253_402_300_800;
    }
}
