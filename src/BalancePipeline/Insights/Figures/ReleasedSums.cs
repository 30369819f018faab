using System.Text.Json;
using System.Text.Json.Serialization;

namespace BalancePipeline.Insights.Figures;

/// <summary>The sums behind a shown week, kept so that later weeks can be compared with it exactly.</summary>
/// <param name="Writers">How many wrote.</param>
/// <param name="Results">Of their results.</param>
/// <param name="Relationships">Of their relationships.</param>
/// <param name="Balance">Of their balance.</param>
/// <param name="Depth">Of their depth.</param>
/// <param name="AtLeast">How many the week is told to have at least; where that was not kept yet, the smallest group there can be.</param>
internal sealed record ReleasedSums(
    int Writers, Moments Results, Moments Relationships, Moments Balance, Moments Depth, int AtLeast = InsightOptions.SmallestGroup)
{
    internal static ReleasedSums Of(Tally group, CountBand told) =>
        new(group.Writers, group.Results, group.Relationships, group.Balance, group.Depth, told.Minimum);

    internal Sample Sample(Func<ReleasedSums, Moments> figure) => new(figure(this), Writers, AtLeast);

    internal string ToJson() => JsonSerializer.Serialize(this, SumsJson.Default.ReleasedSums);

    internal static ReleasedSums Parse(string json) => JsonSerializer.Deserialize(json, SumsJson.Default.ReleasedSums)
        ?? throw new JsonException("The sums are null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReleasedSums))]
internal sealed partial class SumsJson : JsonSerializerContext;
