using BalancePipeline.Insights;
using BalancePipeline.Scoring;

namespace BalancePipeline.Api.Pages.Insights;

/// <summary>A row of a heat map.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Share">How many of a group's writers it holds for, as a band.</param>
public sealed record HeatRow(string Name, Func<GroupFigures, string?> Share);

/// <summary>The rows of the dashboard's heat maps.</summary>
internal static class HeatRows
{
    internal static IReadOnlyList<HeatRow> Practiced { get; } =
        [.. Framework.Practices.Select(practice => new HeatRow(practice.Name, figures => figures.Practices.First(row => row.Code == practice.Code).Practiced))];

    internal static IReadOnlyList<HeatRow> Neglected { get; } =
        [.. Framework.Practices.Select(practice => new HeatRow(practice.Name, figures => figures.Practices.First(row => row.Code == practice.Code).Neglected))];

    internal static IReadOnlyList<HeatRow> Risks { get; } = Of(Framework.Risks, figures => figures.Risks);

    internal static IReadOnlyList<HeatRow> Gains { get; } = Of(Framework.Gains, figures => figures.Gains);

    internal static IReadOnlyList<HeatRow> Positions { get; } = Of(
        [
            new("balanced", "Balanced"), new("results-leaning", "Leaning to results"),
            new("relationships-leaning", "Leaning to relationships"), new("quiet", "Quiet"),
        ],
        figures => figures.Positions);

    private static IReadOnlyList<HeatRow> Of(IReadOnlyList<FrameworkCode> codes, Func<GroupFigures, IReadOnlyList<CodeBand>> bands) =>
        [.. codes.Select(code => new HeatRow(code.Name, figures => bands(figures).First(band => band.Code == code.Code).Share))];
}
