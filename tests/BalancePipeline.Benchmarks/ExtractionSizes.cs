using System.Diagnostics;
using System.Globalization;
using System.Text;
using BalancePipeline.Replies;

namespace BalancePipeline.Benchmarks;

/// <summary>Time against size for inputs made to hurt: a reader that looks back or nests shows as more than ten times the time for ten times the size.</summary>
internal static class ExtractionSizes
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    private static readonly (string Name, bool Html, Func<int, string> Make)[] Inputs =
    [
        ("prose", false, size => Repeat("We shipped it on Thursday, and the team had lunch together for once.\n", size)),
        ("one line", false, size => new string('a', size)),
        ("blank lines", false, size => new string('\n', size)),
        ("lines of one letter", false, size => Repeat("a\n", size)),
        ("quote marks", false, size => new string('>', size)),
        ("quoted lines between answers", false, size => Repeat("> one\ntwo\n", size)),
        ("lines that end like attributions", false, size => Repeat("On , , , 1 1 1 2 3 May a b c wrote:\n", size)),
        ("openers in one line", false, size => Repeat("On 1.1. ", size) + "wrote:"),
        ("header names without a block", false, size => Repeat("From: here\nto there\n\n", size)),
        ("open brackets", false, size => Repeat("<(<[", size)),
        ("dashes and words", false, size => Repeat("--- a - b -\n", size)),
        ("closing formulas", false, size => Repeat("Regards,\nBest regards,\n", size)),
        ("footers", false, size => Repeat("Sent from my desk, which is better.\n", size)),
        ("words of absence", false, size => Repeat("i am out of ", size)),
        ("nested elements", true, size => Repeat("<div>", size)),
        ("nested blockquotes", true, size => Repeat("<blockquote>", size) + "a"),
        ("open formatting", true, size => Repeat("<b><i id=a><p>", size)),
        ("end tags without start", true, size => Repeat("<div>", size / 2) + Repeat("</b>", size / 2)),
        ("entities", true, size => Repeat("&amp;&lt;&nbsp", size)),
        ("attributes", true, size => "<div " + Repeat("class=\"gmail_quote x y\" ", size) + ">"),
        ("one attribute", true, size => "<div style=\"" + Repeat("display: ", size) + "\">"),
    ];

    internal static int Run()
    {
        Console.WriteLine("| input | " + string.Join(" | ", Sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size / 1000:N0} kB"))) + " |");
        Console.WriteLine("|---|" + string.Concat(Sizes.Select(_ => "---:|")));
        foreach (var (name, html, make) in Inputs)
        {
            var cells = Sizes.Select(size => Measure(make(size), html)).Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms"));
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }

        return 0;
    }

    private static TimeSpan Measure(string input, bool html)
    {
        var mail = html ? new MailContent { Html = input } : new MailContent { Text = input };
        ReplyExtractor.Extract(mail);
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var start = Stopwatch.GetTimestamp();
            ReplyExtractor.Extract(mail);
            var time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        return best;
    }

    private static string Repeat(string piece, int size)
    {
        var text = new StringBuilder(size + piece.Length);
        while (text.Length < size) text.Append(piece);
        return text.ToString();
    }
}
