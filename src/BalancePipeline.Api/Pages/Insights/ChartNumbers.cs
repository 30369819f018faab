using System.Globalization;

namespace BalancePipeline.Api.Pages.Insights;

/// <summary>Numbers as charts and tables write them.</summary>
internal static class ChartNumbers
{
    /// <summary>A coordinate.</summary>
    internal static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A step of a scale.</summary>
    internal static string Label(int step) => step.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value for people.</summary>
    internal static string Text(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture);
}
