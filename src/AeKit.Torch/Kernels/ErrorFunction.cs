namespace TorchSharp.Kernels;

/// <summary>The error function, to about 1e-15.</summary>
internal static class ErrorFunction
{
    private const double TwoOverSqrtPi = 1.1283791670955126;

    internal static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var a = Math.Abs(x);
        if (a > 6) return Math.Sign(x);
        return a < 2.5 ? Series(x) : Math.Sign(x) * (1 - ContinuedFraction(a));
    }

    // Abramowitz and Stegun 7.1.6: all terms positive, no cancellation.
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TwoOverSqrtPi * Math.Exp(-x * x) * sum;
    }

    // Abramowitz and Stegun 7.1.14, evaluated from the inside.
    private static double ContinuedFraction(double x)
    {
        var f = x;
        for (var n = 60; n >= 1; n--) f = x + n / 2.0 / f;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * f);
    }
}
