using System.Text.Json;
using System.Text.Json.Serialization;

namespace BalancePipeline.Queues;

/// <summary>A message of <see cref="QueueNames.PromptsToSend"/>.</summary>
/// <param name="DeliveryId">The delivery to send.</param>
/// <param name="Nudge">True for its nudge.</param>
/// <param name="Trace">The trace that it belongs to, as a W3C traceparent.</param>
public sealed record PromptToSend(long DeliveryId, bool Nudge = false, string? Trace = null)
{
    /// <summary>As it stands in the queue.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessagesJson.Default.PromptToSend);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is none; the queue tries again and parks it.</exception>
    public static PromptToSend Parse(string json) => JsonSerializer.Deserialize(json, MessagesJson.Default.PromptToSend)
        ?? throw new JsonException("The message is null.");
}

/// <summary>A message of <see cref="QueueNames.RepliesToScore"/>.</summary>
/// <param name="ReplyId">The reply to score.</param>
/// <param name="Trace">The trace that it belongs to, as a W3C traceparent.</param>
public sealed record ReplyToScore(long ReplyId, string? Trace = null)
{
    /// <summary>As it stands in the queue.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessagesJson.Default.ReplyToScore);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is none; the queue tries again and parks it.</exception>
    public static ReplyToScore Parse(string json) => JsonSerializer.Deserialize(json, MessagesJson.Default.ReplyToScore)
        ?? throw new JsonException("The message is null.");
}

/// <summary>A message of <see cref="QueueNames.ReceiptsToSend"/>.</summary>
/// <param name="ReceiptId">The receipt to send.</param>
/// <param name="Trace">The trace that it belongs to, as a W3C traceparent.</param>
public sealed record ReceiptToSend(long ReceiptId, string? Trace = null)
{
    /// <summary>As it stands in the queue.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessagesJson.Default.ReceiptToSend);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is none; the queue tries again and parks it.</exception>
    public static ReceiptToSend Parse(string json) => JsonSerializer.Deserialize(json, MessagesJson.Default.ReceiptToSend)
        ?? throw new JsonException("The message is null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PromptToSend))]
[JsonSerializable(typeof(ReplyToScore))]
[JsonSerializable(typeof(ReceiptToSend))]
internal sealed partial class MessagesJson : JsonSerializerContext;
