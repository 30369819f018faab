using System.Reflection;
using System.Text.Json;

namespace BalancePipeline.Receipts;

/// <summary>The tips that come with the product.</summary>
public static class TipLibrary
{
    /// <summary>All tips, in the order of the library.</summary>
    public static IReadOnlyList<Tip> Tips { get; } = Load();

    private static List<Tip> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BalancePipeline.Receipts.tips.json")!;
        return JsonSerializer.Deserialize<List<Tip>>(stream, JsonSerializerOptions.Web)!;
    }
}
