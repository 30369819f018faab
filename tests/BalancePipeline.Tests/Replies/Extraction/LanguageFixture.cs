using System.Text.Json;
using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Extraction;

/// <summary>An invented mail of one language, as a client of that language writes it, and what is right for it.</summary>
public sealed record LanguageFixture
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public string? Name { get; init; }

    public string? Language { get; init; }

    /// <summary>plain, html or auto for a mail of a language; the kind of mail in the two files of automatic and human mail.</summary>
    public required string Kind { get; init; }

    public string? Subject { get; init; }

    public string? From { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public required string Input { get; init; }

    public string? Expected { get; init; }

    public string? Is { get; init; }

    public DateOnly? BackOn { get; init; }

    public MailContent Mail => new()
    {
        Text = Kind == "html" ? null : Input,
        Html = Kind == "html" ? Input : null,
        Headers =
        [
            new MailHeader("From", From ?? "Someone <someone@example.org>"),
            new MailHeader("Date", "Mon, 05 Jan 2026 10:00:00 +0000"),
            .. Subject is null ? [] : new[] { new MailHeader("Subject", Subject) },
            .. (Headers ?? []).Where(header => header.Key is not "From").Select(header => new MailHeader(header.Key, header.Value)),
        ],
    };

    public static IEnumerable<string> Codes => Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Where(code => code is not ("automatic" or "human")).Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Languages");

    public static List<LanguageFixture> Read(string file) =>
        JsonSerializer.Deserialize<List<LanguageFixture>>(File.ReadAllText(Path.Combine(Folder, file + ".json")), Options)!;
}
