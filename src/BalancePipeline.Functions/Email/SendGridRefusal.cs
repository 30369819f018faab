using System.Text.Json;

namespace BalancePipeline.Functions.Email;

/// <summary>What SendGrid says is wrong with a mail.</summary>
/// <param name="Reason">Its words, without the addresses that they quote, cut where they would grow long.</param>
/// <param name="AddressFails">True when it is the recipient's address.</param>
/// <param name="SenderFails">True when it is the sender's address, which is the same in every mail.</param>
internal sealed record SendGridRefusal(string Reason, bool AddressFails, bool SenderFails)
{
    private const int LongestReason = 300;

    /// <summary>Reads the body of a refusal: <c>{"errors":[{"message","field","help"}]}</c>.</summary>
    internal static SendGridRefusal Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var errors = json.RootElement.GetProperty("errors").EnumerateArray().ToList();
            return new SendGridRefusal(
                Clean(string.Join(' ', errors.Select(error => error.GetProperty("message").GetString()))),
                errors.Exists(error => Field(error) is ["personalizations", _, "to", ..]),
                errors.Exists(error => Field(error) is ["from", ..]));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new SendGridRefusal("no reason given.", false, false);
        }
    }

    // E.g. personalizations.0.to.0.email
    private static string[] Field(JsonElement error) =>
        error.TryGetProperty("field", out var field) && field.ValueKind is JsonValueKind.String ? field.GetString()!.Split('.') : [];

    private static string Clean(string message)
    {
        var words = message.Split(' ').Select(word => word.Contains('@', StringComparison.Ordinal) ? "(address)" : word);
        var text = string.Join(' ', words);
        return text.Length > LongestReason ? text[..LongestReason] + "…" : text;
    }
}
