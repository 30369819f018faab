using System.Globalization;
using System.Text;
using BalancePipeline.Scoring;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Measuring;

/// <summary>Whether labels given with a confidence are right as often as it says, on the held-out replies and by the shipped scorer.</summary>
internal static class Calibration
{
    private const int Bins = 8;

    public static async Task PrintAsync(IReadOnlyList<Example> heldOut, string chart)
    {
        var scorer = new EmbeddedReplyScorer();
        var given = new List<(double Said, bool Right)>();
        foreach (var example in heldOut)
        {
            var score = await scorer.ScoreAsync(example.Question, example.Text);
            given.AddRange(score.Labels.Select(label => (label.Confidence, example.Labels[LabelIndex.Of(label.Kind, label.Code)])));
        }

        var bins = given.OrderBy(one => one.Said).Chunk((given.Count + Bins - 1) / Bins).Select(bin => (Said: bin.Average(one => one.Said), Right: bin.Average(one => one.Right ? 1.0 : 0), bin.Length)).ToArray();
        var error = bins.Sum(bin => Math.Abs(bin.Said - bin.Right) * bin.Length) / given.Count;
        foreach (var bin in bins) Console.WriteLine($"  said {bin.Said:0.00}  right {bin.Right:0.00}  ({bin.Length} labels)");
        Console.WriteLine($"  expected calibration error {error:0.000} over {given.Count} labels");
        await File.WriteAllTextAsync(chart, Draw(bins, error));
    }

    private static string Draw((double Said, double Right, int Length)[] bins, double error)
    {
        var svg = new StringBuilder("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -30 420 390" font-family="sans-serif" font-size="12">""" + "\n");
        svg.AppendLine("""<rect x="0" y="0" width="300" height="300" fill="#fff" stroke="#888"/><line x1="0" y1="300" x2="300" y2="0" stroke="#bbb" stroke-dasharray="4"/>""");
        foreach (var tick in (double[])[0, 0.25, 0.5, 0.75, 1]) svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{tick * 300}" y="318" text-anchor="middle">{tick}</text><text x="-8" y="{304 - (tick * 300)}" text-anchor="end">{tick}</text>""");
        foreach (var (said, right, length) in bins) svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{said * 300:0.0}" cy="{300 - (right * 300):0.0}" r="{3 + Math.Sqrt(length) / 2:0.0}" fill="#2a6" fill-opacity="0.7"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="150" y="340" text-anchor="middle">confidence said</text><text transform="translate(-40,150) rotate(-90)" text-anchor="middle">share right</text><text x="150" y="-10" text-anchor="middle">Labels on held-out replies, expected calibration error {error:0.000}</text>""");
        return svg.Append("</svg>\n").ToString();
    }
}
