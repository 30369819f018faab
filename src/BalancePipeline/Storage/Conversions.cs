using System.Text.Json;
using System.Text.Json.Serialization;
using BalancePipeline.Scoring;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BalancePipeline.Storage;

internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    moment => moment.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

internal sealed class LabelsAsJson() : ValueConverter<IReadOnlyList<ScoreLabel>, string>(
    labels => JsonSerializer.Serialize(labels, StorageJson.Default.IReadOnlyListScoreLabel),
    json => JsonSerializer.Deserialize(json, StorageJson.Default.IReadOnlyListScoreLabel)!);

internal sealed class LabelsComparer() : ValueComparer<IReadOnlyList<ScoreLabel>>(
    (left, right) => left!.SequenceEqual(right!),
    labels => labels.Count,
    labels => labels);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<ScoreLabel>))]
internal sealed partial class StorageJson : JsonSerializerContext;
