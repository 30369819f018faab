namespace BalancePipeline.Prompts;

/// <summary>Chooses what to ask a person next. Deterministic for a given history.</summary>
public static class PromptChoice
{
    /// <summary>The next prompt: of the practice asked least recently, one that was not asked since the library was last exhausted.</summary>
    /// <param name="library">What can be asked.</param>
    /// <param name="history">Ids of the prompts asked so far, oldest first.</param>
    /// <param name="personId">Lets people begin at different places, so that a team doesn't get one question at once.</param>
    public static Prompt Next(PromptLibrary library, IReadOnlyList<string> history, long personId)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(history);
        var prompts = library.Prompts;
        var round = history.TakeLast(history.Count % prompts.Count).ToHashSet();
        var byId = prompts.ToDictionary(prompt => prompt.Id);
        var lastAsked = new Dictionary<string, int>();
        foreach (var (index, id) in history.Index())
        {
            if (byId.TryGetValue(id, out var asked)) lastAsked[asked.Practice] = index;
        }

        return prompts
            .Where(prompt => !round.Contains(prompt.Id))
            .MinBy(prompt => (lastAsked.GetValueOrDefault(prompt.Practice, -1), Order(prompt.Id, personId)))!;
    }

    // FNV-1a: string.GetHashCode differs from run to run.
    private static uint Order(string promptId, long personId)
    {
        var hash = 2166136261u;
        foreach (var letter in promptId) hash = (hash ^ letter) * 16777619u;
        return (hash ^ (uint)personId) * 16777619u;
    }
}
