namespace BalancePipeline.Prompts;

/// <summary>What is said on occasions that the library is not for.</summary>
internal static class Occasions
{
    private static readonly Dictionary<string, Prompt> All = DataFile.Embedded<List<Prompt>>("occasions.json").ToDictionary(occasion => occasion.Id);

    /// <summary>Asks about the person's own earlier words.</summary>
    internal static Prompt LookBack => All["look-back"];

    /// <summary>The last words to somebody who has not answered for long.</summary>
    internal static Prompt Farewell => All["farewell"];
}
