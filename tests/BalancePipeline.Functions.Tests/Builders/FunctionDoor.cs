using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>What the host is told of a function: its name and its trigger.</summary>
internal sealed record FunctionDoor(string Name, string EntryPoint, string Type, JsonElement Trigger, IRetryOptions? Retry)
{
    internal string? this[string property] => Trigger.TryGetProperty(property, out var value) ? value.ToString() : null;

    internal static IReadOnlyList<FunctionDoor> Of(string type) => [.. All.Where(door => door.Type == type)];

    /// <summary>All functions, from the metadata that the worker hands to the host.</summary>
    internal static IReadOnlyList<FunctionDoor> All { get; } =
        [.. new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("").GetAwaiter().GetResult().Select(Read)];

    private static FunctionDoor Read(IFunctionMetadata function)
    {
        var trigger = function.RawBindings!.Select(binding => JsonDocument.Parse(binding).RootElement)
            .Single(binding => binding.GetProperty("type").GetString()!.EndsWith("Trigger", StringComparison.Ordinal));
        return new FunctionDoor(function.Name!, function.EntryPoint!, trigger.GetProperty("type").GetString()!, trigger, function.Retry);
    }
}
