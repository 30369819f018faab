using System.Text.Json;

namespace BalancePipeline.Replies.Extraction;

/// <summary>All languages the extractor knows, read once from the embedded data files.</summary>
internal static class Languages
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>In the order of their codes, so that the first one wins where two phrase a thing alike.</summary>
    internal static IReadOnlyList<Language> All { get; } = Load();

    private static List<Language> Load()
    {
        var assembly = typeof(Languages).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Replies.Languages.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return [.. files.Select(Read)];

        Language Read(string file)
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            return JsonSerializer.Deserialize<Language>(stream, Options) ?? throw new InvalidDataException($"{file} is empty.");
        }
    }
}
