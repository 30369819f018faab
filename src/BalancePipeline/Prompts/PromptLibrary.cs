using System.Globalization;
using BalancePipeline.Scoring;

namespace BalancePipeline.Prompts;

/// <summary>The questions that can be asked: the product's own, changed by the organisation's file.</summary>
public sealed class PromptLibrary
{
    private const int MaximumLetters = 300;

    private readonly Dictionary<string, string> _practiceOfTheMonth;

    private PromptLibrary(IReadOnlyList<Prompt> prompts, Dictionary<string, string> practiceOfTheMonth)
    {
        Prompts = prompts;
        _practiceOfTheMonth = practiceOfTheMonth;
        ById = prompts.ToDictionary(prompt => prompt.Id);
        ByPractice = prompts.ToLookup(prompt => prompt.Practice);
    }

    /// <summary>The library that comes with the product.</summary>
    public static PromptLibrary Embedded { get; } = new(DataFile.Embedded<List<Prompt>>("prompts.json"), []);

    /// <summary>All prompts that are switched on, in the order of the library.</summary>
    public IReadOnlyList<Prompt> Prompts { get; }

    internal IReadOnlyDictionary<string, Prompt> ById { get; }

    internal ILookup<string, Prompt> ByPractice { get; }

    /// <summary>The product's library with the organisation's file on top.</summary>
    /// <param name="file">The file; empty for the product's library alone.</param>
    /// <exception cref="DataFileException">The file is wrong; the message says where.</exception>
    public static PromptLibrary Load(string file)
    {
        if (string.IsNullOrEmpty(file)) return Embedded;
        var changes = DataFile.Read<PromptChanges>(file);
        var prompts = Embedded.Prompts.ToList();
        foreach (var prompt in changes.Prompts)
        {
            if (Refusal(prompt) is { } refusal) throw new DataFileException($"'{file}': {refusal}.");
            if (prompts.FindIndex(known => known.Id == prompt.Id) is var at and >= 0) prompts[at] = prompt;
            else prompts.Add(prompt);
        }

        if (changes.Off.Except(prompts.Select(prompt => prompt.Id)).FirstOrDefault() is { } unknown)
            throw new DataFileException($"'{file}': \"off\" names '{unknown}', which is no prompt.");
        prompts.RemoveAll(prompt => changes.Off.Contains(prompt.Id));
        if (prompts.Count == 0) throw new DataFileException($"'{file}' switches off every prompt.");
        foreach (var (month, practice) in changes.PracticeOfTheMonth)
        {
            if (!DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                throw new DataFileException($"'{file}': '{month}' is not a month such as 2026-12.");
            if (!IsPractice(practice)) throw new DataFileException($"'{file}': '{practice}' is no practice; {Practices}.");
        }

        return new PromptLibrary(prompts, changes.PracticeOfTheMonth);
    }

    /// <summary>The practice that the organisation has chosen for the month of that day, or null.</summary>
    public string? PracticeOfTheMonth(DateOnly day) =>
        _practiceOfTheMonth.GetValueOrDefault(day.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private static string Practices => "the practices are " + string.Join(", ", Framework.Practices.Select(practice => practice.Code));

    private static bool IsPractice(string code) => Framework.Practices.Any(practice => practice.Code == code);

    private static string? Refusal(Prompt prompt)
    {
        if (string.IsNullOrWhiteSpace(prompt.Id)) return "a prompt needs an \"id\"";
        if (!IsPractice(prompt.Practice)) return $"prompt '{prompt.Id}' is tied to '{prompt.Practice}', which is no practice; {Practices}";
        if (string.IsNullOrWhiteSpace(prompt.Text.GetValueOrDefault("en"))) return $"prompt '{prompt.Id}' has no English text";
        return prompt.Text.Values.FirstOrDefault(text => text.Length > MaximumLetters || text.Any(char.IsControl)) is null
            ? null
            : $"prompt '{prompt.Id}' must be one line of at most {MaximumLetters} letters";
    }
}

/// <summary>The organisation's file.</summary>
internal sealed record PromptChanges
{
    /// <summary>New prompts, and those that replace one of the same id.</summary>
    public IReadOnlyList<Prompt> Prompts { get; init; } = [];

    /// <summary>Ids of prompts that are not asked.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Practices by month, e.g. <c>2026-12</c>.</summary>
    public Dictionary<string, string> PracticeOfTheMonth { get; init; } = [];
}
