namespace AeKit.Models;

/// <summary>
/// Functions made of additions, multiplications and divisions only, which IEEE 754 rounds alike everywhere. The system's
/// exponential may differ in the last bit between machines, and one frequency that differs makes a code unreadable.
/// </summary>
internal static class PortableMath
{
    /// <summary>eˣ to about 13 digits.</summary>
    public static double Exp(double x)
    {
        if (x < 0)
        {
            return 1 / Exp(-x);
        }

        if (x > 700)
        {
            return double.PositiveInfinity;
        }

        // e^x = (e^(x / 1024))^1024, the inner one by its series: x / 1024 < 0.7.
        var small = x / 1024;
        var sum = 1.0;
        for (var n = 18; n > 0; n--)
        {
            sum = 1 + small * sum / n;
        }

        for (var i = 0; i < 10; i++)
        {
            sum *= sum;
        }

        return sum;
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Exp(-x));
}
