namespace BalancePipeline.Scoring.Network;

/// <summary>Which rows a tap of a convolution joins: layers look 1, 2 and 4 tokens to either side.</summary>
internal static class Taps
{
    /// <summary>First row read, first row written, and how many of each.</summary>
    public static (int From, int To, int Count) Of(int layer, int tap, int length)
    {
        var shift = (tap - 1) << layer;
        return (Math.Max(0, shift), Math.Max(0, -shift), length - Math.Abs(shift));
    }
}
