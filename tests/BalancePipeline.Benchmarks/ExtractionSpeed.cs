using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BalancePipeline.Replies;

namespace BalancePipeline.Benchmarks;

/// <summary>Extracts the plain cases of a JSON Lines file again and again, as the script for the Node packages does. Processor time is counted, so that neighbours on the machine don't matter.</summary>
internal static class ExtractionSpeed
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    internal static int Run(string cases)
    {
        var mails = File.ReadLines(cases).Where(line => line.Length > 0).Select(Read).OfType<MailContent>().ToList();
        Repeat(mails, WarmUp);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (rounds, time) = Repeat(mails, Measured);
        var count = (double)rounds * mails.Count;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"BalancePipeline: {mails.Count} mails, {count / time.TotalSeconds:F0} mails/s, {time.TotalMicroseconds / count:F2} µs and {bytes:F0} bytes allocated per mail"));
        return 0;
    }

    private static (int Rounds, TimeSpan Time) Repeat(List<MailContent> mails, TimeSpan atLeast)
    {
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var time = TimeSpan.Zero;
        var rounds = 0;
        do
        {
            foreach (var mail in mails) ReplyExtractor.Extract(mail);
            rounds++;
            process.Refresh();
            time = process.TotalProcessorTime - start;
        }
        while (time < atLeast);
        return (rounds, time);
    }

    private static MailContent? Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("kind").GetString() == "plain" ? new MailContent { Text = json.RootElement.GetProperty("input").GetString() } : null;
    }
}
