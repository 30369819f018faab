using System.Text.Json;
using System.Text.Json.Serialization;

namespace BalancePipeline.Insights.Figures;

/// <summary>The sums behind a shown week, kept so that later weeks can be compared with it exactly.</summary>
internal sealed record ReleasedSums(int Writers, Moments Results, Moments Relationships, Moments Balance, Moments Depth)
{
    internal static ReleasedSums Of(Tally group) => new(group.Writers, group.Results, group.Relationships, group.Balance, group.Depth);

    internal string ToJson() => JsonSerializer.Serialize(this, SumsJson.Default.ReleasedSums);

    internal static ReleasedSums Parse(string json) => JsonSerializer.Deserialize(json, SumsJson.Default.ReleasedSums)
        ?? throw new JsonException("The sums are null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReleasedSums))]
internal sealed partial class SumsJson : JsonSerializerContext;
