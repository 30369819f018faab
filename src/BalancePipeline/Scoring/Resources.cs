using System.Text.Json;

namespace BalancePipeline.Scoring;

/// <summary>Opens the scorer's data files, which are embedded in the assembly.</summary>
internal static class Resources
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Stream Open(string name) =>
        typeof(Resources).Assembly.GetManifestResourceStream($"{typeof(Resources).Namespace}.{name}")
        ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");

    public static T ReadJson<T>(string name)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidOperationException($"The resource {name} is empty.");
    }
}
