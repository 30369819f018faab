using System.Diagnostics;
using BalancePipeline.Participants;

namespace BalancePipeline.Benchmarks;

/// <summary>Time for a roster of 100,000 rows: new, again without a change, and again with everybody in another team.</summary>
internal static class RosterSpeed
{
    private const int Rows = 100_000;

    internal static async Task<int> RunAsync(string? connection)
    {
        await using var story = await BenchStory.StartAsync(connection);
        await ImportAsync(story, "new", 0);
        await ImportAsync(story, "unchanged", 0);
        await ImportAsync(story, "moved", 1);
        return 0;
    }

    private static async Task ImportAsync(BenchStory story, string what, int shift)
    {
        var rows = Enumerable.Range(0, Rows).Select(index =>
            $"person{index}@example.org,Person {index},Unit {index % 20}/Team {(index + shift) % 400},Europe/Berlin,\"mon,thu\",09:{index % 60:00},,de");
        using var roster = new StringReader("email,name,team,time_zone,days,local_time,leader_of,locale\n" + string.Join('\n', rows));
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var report = await story.Get<RosterImport>().ImportAsync(roster);
        Console.WriteLine($"{what}: {report.Rows} rows in {watch.Elapsed.TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor time ({report.Added} added, {report.Updated} updated, {report.Unchanged} unchanged)");
    }
}
