namespace BalancePipeline.Prompts;

/// <summary>What to ask.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Kind">A question of the library or a look back.</param>
/// <param name="LookBackReplyId">For a look back, the reply it is about.</param>
internal sealed record ChosenPrompt(Prompt Prompt, DeliveryKind Kind, long? LookBackReplyId = null);

/// <summary>Chooses what to ask a person next. Deterministic for a given state.</summary>
internal static class PromptChoice
{
    /// <summary>A practice asked among this many latest prompts waits, so that one that stays out of evidence is not all that is asked.</summary>
    internal const int PracticeRest = 4;

    /// <summary>Prompts from one look back to the next.</summary>
    internal const int LookBackRest = 8;

    /// <summary>The next prompt for a person.</summary>
    /// <param name="library">What can be asked.</param>
    /// <param name="history">What was asked, and what the person's replies show.</param>
    /// <param name="personId">Lets people begin at different places, so that a team doesn't get one question at once.</param>
    /// <param name="day">The local day of the slot.</param>
    internal static ChosenPrompt Next(PromptLibrary library, PersonHistory history, long personId, DateOnly day)
    {
        var asked = history.Asked.Where(row => row.State is not (DeliveryState.Missed or DeliveryState.Failed)).ToList();
        if (history.LookBackReplyId is { } reply && !asked.TakeLast(LookBackRest - 1).Any(row => row.Kind is DeliveryKind.LookBack))
            return new ChosenPrompt(Occasions.LookBack, DeliveryKind.LookBack, reply);

        var prompts = asked.Where(row => row.Kind is DeliveryKind.Prompt).ToList();
        var open = Open(library, prompts);
        var practice = Practice(library, history.Evidence, prompts, open, personId, day);
        return new ChosenPrompt(open.Where(candidate => candidate.Practice == practice).MinBy(candidate => Order(candidate.Id, personId))!, DeliveryKind.Prompt);
    }

    /// <summary>The prompts not asked since the library was last exhausted.</summary>
    private static List<Prompt> Open(PromptLibrary library, IEnumerable<AskedPrompt> asked)
    {
        var round = new HashSet<string>();
        foreach (var id in asked.Select(row => row.PromptId).Where(library.ById.ContainsKey))
        {
            round.Add(id);
            if (round.Count == library.Prompts.Count) round.Clear();
        }

        return [.. library.Prompts.Where(prompt => !round.Contains(prompt.Id))];
    }

    private static string Practice(
        PromptLibrary library, IReadOnlyDictionary<string, int> evidence, List<AskedPrompt> asked, List<Prompt> open, long personId, DateOnly day)
    {
        var practices = open.Select(prompt => prompt.Practice).Distinct().ToList();
        if (library.PracticeOfTheMonth(day) is { } ofTheMonth && practices.Contains(ofTheMonth) && asked.LastOrDefault()?.Practice != ofTheMonth)
            return ofTheMonth;

        var lastAsked = new Dictionary<string, int>();
        foreach (var (index, row) in asked.Index()) lastAsked[row.Practice] = index;
        var rested = practices.Where(practice => lastAsked.GetValueOrDefault(practice, int.MinValue) < asked.Count - PracticeRest).ToList();
        var candidates = rested.Count > 0 ? rested : practices;
        return candidates.MinBy(practice => (evidence.GetValueOrDefault(practice), lastAsked.GetValueOrDefault(practice, -1), Order(practice, personId)))!;
    }

    // FNV-1a, since string.GetHashCode differs from run to run; then the last steps of MurmurHash3, without which the ids of a team,
    // mostly neighbours, would move only the lowest bits and give everybody the same order.
    private static uint Order(string id, long personId)
    {
        var hash = 2166136261u;
        foreach (var letter in id) hash = (hash ^ letter) * 16777619u;
        hash ^= (uint)personId * 0x9E3779B1;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }
}
