using System.Reflection;
using System.Text.Json;

namespace BalancePipeline.Insights.Advice;

/// <summary>What leaders can be advised to do.</summary>
internal static class ActionLibrary
{
    /// <summary>All actions, in the order of the library.</summary>
    internal static IReadOnlyList<LibraryAction> Actions { get; } = Load();

    private static List<LibraryAction> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BalancePipeline.Insights.actions.json")!;
        return JsonSerializer.Deserialize<List<LibraryAction>>(stream, JsonSerializerOptions.Web)!;
    }
}

/// <summary>An action of the library.</summary>
/// <param name="Id">Stable, e.g. <c>feedback-03</c>.</param>
/// <param name="Practice">The practice it supports.</param>
/// <param name="Pattern">The position of the teams it suits, or <c>any</c>.</param>
/// <param name="Size"><c>small</c> where about 12 people write or fewer, <c>large</c> for more, or <c>any</c>.</param>
/// <param name="Text">What to do.</param>
/// <param name="Reason">Why it helps.</param>
internal sealed record LibraryAction(string Id, string Practice, string Pattern, string Size, string Text, string Reason)
{
    internal const string Any = "any";

    internal bool Suits(string pattern, string size) => (Pattern == Any || Pattern == pattern) && (Size == Any || Size == size);
}
