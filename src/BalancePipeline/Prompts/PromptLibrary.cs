using System.Reflection;
using System.Text.Json;

namespace BalancePipeline.Prompts;

/// <summary>The questions that can be asked.</summary>
public sealed class PromptLibrary(IReadOnlyList<Prompt> prompts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The library that comes with the product.</summary>
    public static PromptLibrary Embedded { get; } = Load();

    /// <summary>All prompts, in the order of the library.</summary>
    public IReadOnlyList<Prompt> Prompts => prompts;

    private static PromptLibrary Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BalancePipeline.Prompts.prompts.json")!;
        return new PromptLibrary(JsonSerializer.Deserialize<List<Prompt>>(stream, Json)!);
    }
}
