using System.Diagnostics;
using BalancePipeline.Prompts;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Benchmarks;

/// <summary>
/// Time and memory for planning 1,000,000 people of whom 1 % are due. Those have been asked 24 times each, and have answered the latest 8.
/// </summary>
internal static class PlanningSpeed
{
    private const int People = 1_000_000;
    private const int Due = People / 100;
    private const int Asked = 24;
    private const int Answered = 8;

    private const string Labels =
        """[{"kind":"practiced","code":"priorities","confidence":0.9,"start":0,"end":9},{"kind":"neglected","code":"feedback","confidence":0.8,"start":10,"end":20},{"kind":"gain","code":"trust","confidence":0.7,"start":21,"end":30}]""";

    internal static async Task<int> RunAsync(string? connection)
    {
        await using var story = await BenchStory.StartAsync(connection);
        await FillAsync(story);
        await using (var db = story.OpenDb())
        {
            // A measure of an emptier table would be worth nothing.
            if (await db.Replies.CountAsync() is var replies && replies != Due * Answered) throw new InvalidOperationException($"{replies} replies instead of {Due * Answered}.");
        }

        using var peak = new PeakMemory();
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var result = await story.Get<PromptPlanner>().PlanAsync();
        var elapsed = watch.Elapsed;
        processor = Environment.CpuUsage.TotalTime - processor;
        Console.WriteLine($"{People} people, {Due} due: {result} and queued in {elapsed.TotalSeconds:0.0} s ({processor.TotalSeconds:0.0} s of processor time); "
            + $"working set at most {peak.WorkingSet / 1048576} MiB ({peak.Before / 1048576} MiB before)");
        return result.Planned == Due ? 0 : 1;
    }

    private static async Task FillAsync(BenchStory story)
    {
        await using var db = story.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var now = TimeProvider.System.GetUtcNow();
        string At(DateTimeOffset moment) => db.IsPostgreSql ? $"'{moment:O}'::timestamptz" : $"{moment.ToUnixTimeMilliseconds()}";
        string Earlier(string days) => db.IsPostgreSql ? $"{At(now)} - ({days}) * interval '1 day'" : $"{At(now)} - ({days}) * 86400000";
        string Day(string days) => db.IsPostgreSql ? $"to_char({At(now)} - ({days}) * interval '1 day', 'YYYY-MM-DD\"T09:00\"')" : $"strftime('%Y-%m-%dT09:00', 'now', '-' || ({days}) || ' days')";
        var week = db.IsPostgreSql ? "'2026-01-05'::date" : "'2026-01-05'";
        var time = db.IsPostgreSql ? "'09:00'::time" : "'09:00:00'";
        string Numbers(string name, int to) =>
            db.IsPostgreSql ? $"generate_series(1, {to}) AS {name}(n)" : $"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {to}) SELECT n FROM c) AS {name}";
        string[] statements =
        [
            "INSERT INTO teams (path) VALUES ('Everybody')",
            $"""
            INSERT INTO participants (email, name, team_id, time_zone, days, local_time, locale, status, next_due_at, created_at)
            SELECT 'person' || p.n || '@example.org', '', 1, 'Europe/Berlin', 31, {time}, 'de', 'Active',
                CASE WHEN p.n % 100 = 0 THEN {At(now.AddMinutes(-1))} ELSE {At(now.AddDays(1))} END, {At(now.AddDays(-100))}
            FROM {Numbers("p", People)}
            """,
            $"""
            INSERT INTO prompt_deliveries (participant_id, slot, prompt_id, practice, question, state, planned_at, queued_at, sent_at)
            SELECT p.id, {Day($"({Asked} - a.n + 1) * 3")}, 'priorities-01', 'priorities', 'What?', 'Sent', {Earlier($"({Asked} - a.n + 1) * 3")}, {At(now)}, {At(now)}
            FROM participants p, {Numbers("a", Asked)} WHERE p.id % 100 = 0
            """,
            $"""
            INSERT INTO replies (delivery_id, participant_id, team_id, week, text, revision, received_at, queued_at)
            SELECT d.id, d.participant_id, 1, {week}, '{new string('x', 200)}', 1, d.planned_at, d.planned_at
            FROM prompt_deliveries d WHERE d.planned_at > {Earlier($"{Answered} * 3 + 1")}
            """,
            $"""
            INSERT INTO scores (reply_id, revision, scorer_version, scored_at, results, relationships, depth, confidence, labels)
            SELECT id, 1, 'bench', {At(now)}, 2, 2, 1, 1, '{Labels}' FROM replies
            """,
        ];
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
