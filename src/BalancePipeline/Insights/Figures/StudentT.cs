namespace BalancePipeline.Insights.Figures;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    private const int MaximumTerms = 300;
    private const double Precision = 1e-13;

    /// <summary>The probability of a value at least that far from zero, on either side.</summary>
    /// <param name="t">The value.</param>
    /// <param name="degrees">Degrees of freedom, above 0, fractions allowed.</param>
    internal static double TwoSided(double t, double degrees) => Beta(degrees / (degrees + t * t), degrees / 2, 0.5);

    /// <summary>The value that is exceeded, on either side, with that probability.</summary>
    internal static double Quantile(double twoSided, double degrees)
    {
        var (low, high) = (0.0, 1.0);
        while (TwoSided(high, degrees) > twoSided) high *= 2;
        while (high - low > 1e-10 * high)
        {
            var middle = (low + high) / 2;
            if (TwoSided(middle, degrees) > twoSided) low = middle;
            else high = middle;
        }

        return high;
    }

    // The regularised incomplete beta function (DLMF 8.17) by its continued fraction, summed by Lentz's method.
    private static double Beta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - Beta(1 - x, b, a);
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        var (c, d) = (1.0, 1 / Away(1 - (a + b) * x / (a + 1)));
        var sum = d;
        for (var m = 1; m <= MaximumTerms; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            var change = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
            if (Math.Abs(change - 1) < Precision) break;
        }

        return front * sum / a;

        double Step(double term)
        {
            d = 1 / Away(1 + term * d);
            c = Away(1 + term / c);
            sum *= c * d;
            return c * d;
        }
    }

    private static double Away(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;

    // Stirling's series (DLMF 5.11.1), shifted to where it is exact to double precision.
    private static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 10; x++) shift += Math.Log(x);
        var inverse = 1 / (x * x);
        var series = (1 / 12.0 - inverse * (1 / 360.0 - inverse * (1 / 1260.0 - inverse * (1 / 1680.0 - inverse / 1188.0)))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - shift;
    }
}
