using System.Diagnostics;
using System.Globalization;
using BalancePipeline.Scoring;

namespace BalancePipeline.Benchmarks;

/// <summary>Replies a second of processor time, bytes allocated, time against length, and a plain lexicon pass under Node beside it.</summary>
internal static class ScoringThroughput
{
    private const string Script = """
        const { SentimentIntensityAnalyzer } = require('vader-sentiment');
        const reply = process.argv[2];
        for (let i = 0; i < 500; i++) SentimentIntensityAnalyzer.polarity_scores(reply);
        const start = process.cpuUsage();
        const used = () => { const { user, system } = process.cpuUsage(start); return (user + system) / 1e6; };
        let n = 0;
        while (used() < 3) { for (let i = 0; i < 50; i++) SentimentIntensityAnalyzer.polarity_scores(reply); n += 50; }
        console.log(Math.round(n / used()));
        """;

    private const string Question = "What moved forward this week, and who did you move it with?";

    // 61 words.
    private const string Reply =
        "We got the release out on Friday, a day early, because I dropped the two reports nobody reads. I should have told the support "
        + "desk sooner though; Mira found out from a customer and was rightly annoyed. I rang her, listened, and we agreed that she sees "
        + "the list of changes on Wednesdays from now on. Tired, but proud of it.";

    internal static async Task<int> RunAsync()
    {
        foreach (var scorer in (EmbeddedReplyScorer[])[new(), new(quick: true)]) await PrintAsync(scorer);
        var node = await LexiconAsync();
        Console.WriteLine(node is null ? "vader-sentiment: Node or npm is not at hand" : $"vader-sentiment under Node, same reply: {node:N0} a second");
        return 0;
    }

    private static async Task PrintAsync(EmbeddedReplyScorer scorer)
    {
        // Long enough for the runtime to compile what is hot.
        await MeasureAsync(scorer, Reply, TimeSpan.FromSeconds(1));
        var (rate, bytes) = await MeasureAsync(scorer, Reply, TimeSpan.FromSeconds(3));
        Console.WriteLine($"{scorer.Version}, {Reply.Split(' ').Length} words: {rate:N0} replies a second of one core's time, {1e3 / rate:0.000} ms (fastest {await FastestAsync(scorer):0.000} ms) and {bytes:N0} bytes allocated each");
        foreach (var length in (int[])[1_000, 10_000, 100_000, 1_000_000])
        {
            var text = string.Concat(Enumerable.Repeat(Reply + "\n", (length / Reply.Length) + 1))[..length];
            var (many, allocated) = await MeasureAsync(scorer, text, TimeSpan.FromSeconds(1));
            Console.WriteLine($"{length,9:N0} characters: {1e3 / many,8:0.000} ms, {allocated,10:N0} bytes allocated");
        }
    }

    private static async Task<(double Rate, long Bytes)> MeasureAsync(EmbeddedReplyScorer scorer, string text, TimeSpan time)
    {
        await scorer.ScoreAsync(Question, text);
        var (count, before, start) = (0, GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        TimeSpan used;
        do
        {
            // The clock is dear beside a quick score.
            for (var i = 0; i < 16; i++) await scorer.ScoreAsync(Question, text);
            count += 16;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < time);

        return (count / used.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - before) / count);
    }

    /// <summary>What one reply takes when nothing else disturbs the core.</summary>
    private static async Task<double> FastestAsync(EmbeddedReplyScorer scorer)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await scorer.ScoreAsync(Question, Reply);
            var time = Stopwatch.GetElapsedTime(start);
            if (time < fastest) fastest = time;
        }

        return fastest.TotalMilliseconds;
    }

    private static async Task<int?> LexiconAsync()
    {
        var folder = Directory.CreateTempSubdirectory("balance-vader-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "run.js"), Script);
            if (await RunAsync(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", "vader-sentiment") is null) return null;
            return await RunAsync(folder, "node", "run.js", Reply) is { } output ? int.Parse(output.Trim(), CultureInfo.InvariantCulture) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> RunAsync(DirectoryInfo folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
