using System.Globalization;

namespace BalancePipeline.Api.Routing;

/// <summary>
/// The number of a team in an address. What is no number is no team's, and so refused like a team that does not exist: a constraint of the
/// route would leave the answer to whatever host there is, and each gives another, without a word.
/// </summary>
/// <param name="Value">The number; 0, which no team has, for what is none.</param>
internal readonly record struct TeamId(long Value)
{
    /// <summary>How minimal APIs read it; always true.</summary>
    public static bool TryParse(string? text, out TeamId id)
    {
        id = new TeamId(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        return true;
    }

    /// <summary>The number.</summary>
    public static implicit operator long(TeamId id) => id.Value;
}
