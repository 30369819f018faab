using System.Diagnostics;
using System.Globalization;
using BalancePipeline.Access;
using BalancePipeline.Insights;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Benchmarks;

/// <summary>
/// Time and memory for releasing a week of many scores over many teams, then for reading 52 weeks of a team as the API does: who may,
/// the weeks, the note in the audit log.
/// </summary>
internal static class ReleaseSpeed
{
    private const int PerTeam = 50;
    private const int Weeks = 52;
    private const int Reads = 2000;

    private const string Labels =
        """[{"kind":"practiced","code":"priorities","confidence":0.9,"start":0,"end":9},{"kind":"neglected","code":"feedback","confidence":0.8,"start":10,"end":20},{"kind":"gain","code":"trust","confidence":0.7,"start":21,"end":30}]""";

    internal static async Task<int> RunAsync(int replies, string? connection)
    {
        await using var story = await BenchStory.StartAsync(connection);
        await FillAsync(story, replies);
        using (var peak = new PeakMemory())
        {
            var watch = Stopwatch.StartNew();
            var before = Environment.CpuUsage.TotalTime;
            var released = await story.Get<InsightReleaser>().ReleaseAsync();
            Console.WriteLine($"{replies} scores, {replies / PerTeam} teams: {released.Count} week released in {watch.Elapsed.TotalSeconds:0.0} s ({(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of this program's processor time); "
                + $"working set at most {peak.WorkingSet / 1048576} MiB ({peak.Before / 1048576} MiB before)");
        }

        await ReadAsync(story);
        return 0;
    }

    private static async Task ReadAsync(BenchStory story)
    {
        await CopyWeeksAsync(story);
        var reader = story.Get<InsightReader>();
        var audit = story.Get<AuditLog>();
        var grant = new AccessGrant(1, AccessRole.Leader, [1], "bench");
        var times = new List<double>(Reads);
        var before = Environment.CpuUsage.TotalTime;
        for (var read = 0; read < Reads + 100; read++)
        {
            var watch = Stopwatch.StartNew();
            var team = await reader.FindAsync(grant, 2);
            var insights = await reader.ReadAsync(team!.Id, new WeekRange(Weeks));
            await audit.NoteAsync(grant.Name, "read insights", team.Id);
            if (insights.Count != Weeks) throw new InvalidOperationException($"There are {insights.Count} weeks.");
            if (read >= 100) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Weeks} weeks of a team, {Reads} reads: p50 {times[Reads / 2]:0.00} ms, p99 {times[Reads * 99 / 100]:0.00} ms; {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (Reads + 100):0.00} ms of processor time each"));
    }

    private static async Task CopyWeeksAsync(BenchStory story)
    {
        await using var db = story.OpenDb();
        var release = await db.Releases.AsNoTracking().SingleAsync();
        var rows = await db.ReleasedInsights.AsNoTracking().Where(row => row.TeamId <= 40).ToListAsync();
        for (var week = 1; week < Weeks; week++)
        {
            var monday = release.Week.AddDays(-7 * week);
            var copy = new Release { Week = monday, Edition = 1, ScorerVersion = release.ScorerVersion, MinimumGroupSize = 5, ReleasedAt = release.ReleasedAt };
            db.Releases.Add(copy);
            await db.SaveChangesAsync();
            db.ReleasedInsights.AddRange(rows.Select(row => new ReleasedInsight
            {
                TeamId = row.TeamId,
                Week = monday,
                Edition = 1,
                ReleaseId = copy.Id,
                ParentId = row.ParentId,
                Path = row.Path,
                OwnWriters = row.OwnWriters,
                Body = row.Body,
            }));
            await db.SaveChangesAsync();
        }
    }

    private static async Task FillAsync(BenchStory story, int replies)
    {
        await using var db = story.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var now = TimeProvider.System.GetUtcNow();
        var monday = IsoWeek.MondayOf(now).AddDays(-7);
        var day = monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var week = db.IsPostgreSql ? $"'{day}'::date" : $"'{day}'";
        var written = new DateTimeOffset(monday, new TimeOnly(9, 0), TimeSpan.Zero);
        var at = db.IsPostgreSql ? $"'{written:O}'::timestamptz" : $"{written.ToUnixTimeMilliseconds()}";
        var time = db.IsPostgreSql ? "'09:00'::time" : "'09:00:00'";
        string Numbers(int to) =>
            db.IsPostgreSql ? $"generate_series(1, {to}) AS x(n)" : $"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {to}) SELECT n FROM c) AS x";

        // Every team but the first is below the one whose number is a twentieth of its own.
        string[] statements =
        [
            $"INSERT INTO teams (id, path, parent_id) SELECT n, CASE WHEN n = 1 THEN 'T' ELSE 'T/' || n END, CASE WHEN n = 1 THEN NULL ELSE n / 20 + 1 - (CASE WHEN n / 20 + 1 >= n THEN n / 20 ELSE 0 END) END FROM {Numbers(replies / PerTeam)} ORDER BY n",
            $"INSERT INTO participants (id, email, name, team_id, time_zone, days, local_time, locale, status, created_at) SELECT n, 'p' || n || '@example.org', '', (n - 1) / {PerTeam} + 1, 'UTC', 31, {time}, 'en', 'Active', {at} FROM {Numbers(replies)}",
            $"INSERT INTO prompt_deliveries (id, participant_id, slot, prompt_id, practice, question, state, planned_at, queued_at, sent_at) SELECT n, n, 's', 'priorities-01', 'priorities', 'What?', 'Sent', {at}, {at}, {at} FROM {Numbers(replies)}",
            $"INSERT INTO replies (id, delivery_id, participant_id, team_id, week, text, revision, received_at, queued_at) SELECT n, n, n, (n - 1) / {PerTeam} + 1, {week}, '{new string('x', 200)}', 1, {at}, {at} FROM {Numbers(replies)}",
            $"INSERT INTO scores (reply_id, revision, scorer_version, scored_at, results, relationships, depth, confidence, labels) SELECT n, 1, 'bench', {at}, n % 9 / 2.0, n % 7 / 2.0, n % 4, 0.8, '{Labels}' FROM {Numbers(replies)}",
        ];
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
