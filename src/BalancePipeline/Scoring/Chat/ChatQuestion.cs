using System.Text.Json;
using Microsoft.Extensions.AI;

namespace BalancePipeline.Scoring.Chat;

/// <summary>What is sent: the framework as instruction, then the prompt and the reply as data, and the shape that the answer must have.</summary>
internal static class ChatQuestion
{
    /// <summary>Changes whenever the question does.</summary>
    public const string Version = "1";

    private static readonly string Instruction = ReadInstruction();

    public static ChatOptions Options { get; } = new()
    {
        Temperature = 0,
        MaxOutputTokens = 1500,
        ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema(), "balance_score", "A score of one reply by the balance framework"),
    };

    public static IEnumerable<ChatMessage> Of(string? prompt, string reply) =>
    [
        new(ChatRole.System, Instruction),
        new(ChatRole.User, JsonSerializer.Serialize(new { prompt, reply })),
    ];

    private static string ReadInstruction()
    {
        using var reader = new StreamReader(Resources.Open("Chat.instruction.txt"));
        return reader.ReadToEnd();
    }

    private static JsonElement Schema() => JsonSerializer.SerializeToElement(new
    {
        type = "object",
        additionalProperties = false,
        required = (string[])["scorable", "results", "relationships", "depth", "practiced", "neglected", "risks", "gains"],
        properties = new
        {
            scorable = new { type = "boolean" },
            results = new { type = "number", minimum = 0, maximum = Framework.AxisMaximum },
            relationships = new { type = "number", minimum = 0, maximum = Framework.AxisMaximum },
            depth = new { type = "number", minimum = 0, maximum = Framework.DepthMaximum },
            practiced = Labels(LabelKind.Practiced),
            neglected = Labels(LabelKind.Neglected),
            risks = Labels(LabelKind.Risk),
            gains = Labels(LabelKind.Gain),
        },
    });

    private static object Labels(LabelKind kind) => new
    {
        type = "array",
        items = new
        {
            type = "object",
            additionalProperties = false,
            required = (string[])["code", "quote", "confidence"],
            properties = new
            {
                code = new { type = "string", @enum = Framework.CodesOf(kind).Select(code => code.Code) },
                quote = new { type = "string" },
                confidence = new { type = "number", minimum = 0, maximum = 1 },
            },
        },
    };
}
