using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Cli;

public sealed class OperatorCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("balance-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_operator_imports_looks_pauses_exports_and_erases()
    {
        var roster = Path.Combine(_folder.FullName, "people.csv");
        await File.WriteAllTextAsync(roster, "email,name,team\nanna@example.org,Anna,Engineering\nben@example.org,Ben,Engineering/Web\n");
        var import = await RunAsync("roster", "import", roster, "--json");
        Assert.Equal(2, JsonDocument.Parse(import.Output).RootElement.GetProperty("added").GetInt32());

        var why = await RunAsync("prompt", "why", "anna@example.org");
        Assert.Contains("(Prompt)", why.Output, StringComparison.Ordinal);

        await RunAsync("participant", "pause", "anna@example.org", "--until", "2999-01-01");
        var shown = JsonDocument.Parse((await RunAsync("participant", "show", "anna@example.org", "--json")).Output).RootElement;
        Assert.Equal(("2999-01-01", "2999-01-03T09:00"), (shown.GetProperty("pausedUntil").GetString(), shown.GetProperty("nextSlot").GetString()));
        await RunAsync("participant", "pause", "anna@example.org", "--from", "2026-01-01");
        Assert.Contains("paused from 2026-01-01 until resumed", (await RunAsync("prompt", "why", "anna@example.org")).Output, StringComparison.Ordinal);
        Assert.Contains("Next prompt", (await RunAsync("participant", "resume", "anna@example.org")).Output, StringComparison.Ordinal);

        var export = Path.Combine(_folder.FullName, "anna.json");
        await RunAsync("participant", "export", "anna@example.org", "-o", export);
        Assert.Equal("anna@example.org", JsonDocument.Parse(await File.ReadAllTextAsync(export)).RootElement.GetProperty("email").GetString());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(export));
        var again = await BalanceProgram.RunAsync("", "participant", "export", "anna@example.org", "-o", export, "--data", _folder.FullName);
        Assert.Contains("already exists", Assert.Single(again.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        await using (var app = EmbeddedHost.Build(_folder, url: null))
            Assert.Equal(AuditLog.ExportOf(1), Assert.Single(await app.Services.GetRequiredService<AuditLog>().ReadAsync(before: null, limit: 5)).Action);

        await RunAsync("team", "rename", "Engineering", "Technology");
        Assert.Equal("Technology  (1)\nTechnology/Web  (1)\n", (await RunAsync("team", "list")).Output.ReplaceLineEndings("\n"));

        var unsure = await BalanceProgram.RunAsync("", "participant", "erase", "anna@example.org", "--data", _folder.FullName);
        Assert.Equal(1, unsure.ExitCode);
        Assert.Contains("--yes", unsure.Errors, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse((await RunAsync("participant", "erase", "anna@example.org", "--yes", "--json")).Output).RootElement.GetProperty("people").GetInt32());

        var status = JsonDocument.Parse((await RunAsync("status", "--json")).Output).RootElement;
        Assert.Equal(1, status.GetProperty("people")[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task An_operator_looks_at_parked_messages_and_replies_and_puts_them_right()
    {
        await PrepareAsync();
        var parked = JsonDocument.Parse((await RunAsync("poison", "list", "--json")).Output).RootElement;
        Assert.Equal(2, parked.GetArrayLength());
        var id = parked[0].GetProperty("id").GetString()!;
        Assert.Contains("\"replyId\":1", (await RunAsync("poison", "show", id)).Output, StringComparison.Ordinal);
        Assert.Contains("1 messages put back", (await RunAsync("poison", "replay", id)).Output, StringComparison.Ordinal);
        Assert.Contains("1 messages dropped", (await RunAsync("poison", "drop", "--all", "--yes")).Output, StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse((await RunAsync("poison", "list", "--json")).Output).RootElement.GetArrayLength());

        var shown = await RunAsync("reply", "show", "1", "--json");
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(shown.Output).RootElement.GetProperty("reply").GetProperty("queuedAt").ValueKind);
        Assert.DoesNotContain("turquoise", shown.Output, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse((await RunAsync("reply", "rescore", "1", "--json")).Output).RootElement.GetProperty("replies").GetInt32());

        var waiting = JsonDocument.Parse((await RunAsync("status", "--json")).Output).RootElement.GetProperty("queues").EnumerateArray()
            .Single(queue => queue.GetProperty("name").GetString() == QueueNames.RepliesToScore);
        Assert.Equal((2, 0), (waiting.GetProperty("waiting").GetInt32(), waiting.GetProperty("poison").GetInt32()));
    }

    [Fact]
    public async Task Nobody_is_resumed_who_has_left_the_roster()
    {
        var roster = Path.Combine(_folder.FullName, "people.csv");
        await File.WriteAllTextAsync(roster, "email,team\nanna@example.org,Engineering\nben@example.org,Engineering\n");
        await RunAsync("roster", "import", roster);
        await File.WriteAllTextAsync(roster, "email,team\nben@example.org,Engineering\n");
        await RunAsync("roster", "import", roster, "--deactivate-missing");

        var refused = await BalanceProgram.RunAsync("", "participant", "resume", "anna@example.org", "--data", _folder.FullName);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("has left the roster", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Deactivated", (await RunAsync("participant", "show", "anna@example.org")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no person", "participant", "show", "nobody@example.org")]
    [InlineData("There is no reply 7", "reply", "show", "7")]
    [InlineData("There is no reply 7", "reply", "rescore", "7")]
    [InlineData("or --all", "reply", "rescore")]
    [InlineData("or --all", "poison", "replay")]
    [InlineData("no parked message", "poison", "show", "7")]
    [InlineData("no team 'Nowhere'", "team", "rename", "Nowhere", "Somewhere")]
    public async Task What_is_not_there_is_said_in_one_line(string expected, params string[] arguments)
    {
        var run = await BalanceProgram.RunAsync("", [.. arguments, "--data", _folder.FullName]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_prompts_is_checked()
    {
        using var good = new TestFile("""{"off":["growth-01"]}""");
        using var bad = new TestFile("""{"off":["growth-99"]}""");

        Assert.Equal(0, (await BalanceProgram.RunAsync("", "prompt", "check", good.Path)).ExitCode);
        var refused = await BalanceProgram.RunAsync("", "prompt", "check", bad.Path);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("growth-99", refused.Errors, StringComparison.Ordinal);
    }

    /// <summary>A reply that nobody has scored, and two messages that failed too often.</summary>
    private async Task PrepareAsync()
    {
        await using var app = EmbeddedHost.Build(_folder, url: null);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await app.Services.GetRequiredService<RosterImport>().ImportAsync(new StringReader("email,team\nanna@example.org,Engineering\n"));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync();
        db.PromptDeliveries.Add(new PromptDelivery { ParticipantId = 1, Slot = "2026-03-02T09:00", PromptId = "growth-01", Practice = "growth", Question = "Well?", State = DeliveryState.Sent });
        db.Replies.Add(new Reply { DeliveryId = 1, ParticipantId = 1, TeamId = 1, Week = new DateOnly(2026, 3, 2), Text = "We shipped the turquoise release." });
        await db.SaveChangesAsync();
        var queue = app.Services.GetRequiredService<IMessageQueue>();
        await queue.SendAsync(QueueNames.Poison(QueueNames.RepliesToScore), new ReplyToScore(1).ToJson());
        await queue.SendAsync(QueueNames.Poison(QueueNames.RepliesToScore), new ReplyToScore(2).ToJson());
    }

    private async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        var run = await BalanceProgram.RunAsync("", [.. arguments, "--data", _folder.FullName]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return run;
    }
}
