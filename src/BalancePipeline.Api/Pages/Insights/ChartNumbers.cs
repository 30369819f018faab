using System.Globalization;
using BalancePipeline.Insights;

namespace BalancePipeline.Api.Pages.Insights;

/// <summary>Numbers and names as charts and tables write them.</summary>
internal static class ChartNumbers
{
    /// <summary>A coordinate.</summary>
    internal static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A step of a scale.</summary>
    internal static string Label(int step) => step.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value for people.</summary>
    internal static string Text(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture);

    /// <summary>A mean with its interval.</summary>
    internal static string Text(Estimate estimate) => $"{Text(estimate.Mean)} ({Text(estimate.Low)} to {Text(estimate.High)})";

    /// <summary>A day for people.</summary>
    internal static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How many people wrote.</summary>
    internal static string Writers(GroupFigures figures) => string.Create(CultureInfo.InvariantCulture, $"{figures.Writers.Minimum} to {figures.Writers.Maximum}");

    /// <summary>The share of those asked who wrote.</summary>
    internal static string AnswerRate(string code) => code switch
    {
        "under-quarter" => "under a quarter",
        "quarter-to-half" => "a quarter to a half",
        "half-to-three-quarters" => "a half to three quarters",
        _ => "over three quarters",
    };

    /// <summary>E.g. <c>Results</c> for <c>results</c>.</summary>
    internal static string FigureName(string code) => char.ToUpperInvariant(code[0]) + code[1..];
}
