using System.Globalization;

namespace AeKit.Plots.Svg;

/// <summary>Numbers a reader likes on an axis.</summary>
internal static class NiceNumbers
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The step 1, 2 or 5 × 10ⁿ that cuts the span into at most about <paramref name="wanted"/> parts.</summary>
    public static double Step(double span, int wanted)
    {
        double rough = span / Math.Max(1, wanted);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double fraction = rough / power;
        // The tolerance keeps 2.0000000001 from becoming 5.
        return power * (fraction <= 1 + 1e-9 ? 1 : fraction <= 2 + 1e-9 ? 2 : fraction <= 5 + 1e-9 ? 5 : 10);
    }

    /// <summary>The multiples of the step in [min, max].</summary>
    public static IEnumerable<double> Multiples(double min, double max, double step)
    {
        long first = (long)Math.Ceiling((min / step) - 1e-9), last = (long)Math.Floor((max / step) + 1e-9);
        for (long i = first; i <= last; i++)
            yield return i * step;
    }

    /// <summary>Labels with as many decimals as the step needs; very large and small values as m×10ⁿ.</summary>
    public static IReadOnlyList<Tick> Label(IEnumerable<double> values, double step)
    {
        double[] all = [.. values];
        double largest = all.Length == 0 ? 0 : all.Max(Math.Abs);
        if (largest == 0 || (largest < 1e5 && step >= 1e-4))
        {
            int decimals = Decimals(step);
            return [.. all.Select(value => new Tick(value, Plain(value, decimals)))];
        }
        int exponent = (int)Math.Floor(Math.Log10(largest) + 1e-9);
        double scale = Math.Pow(10, exponent);
        int mantissa = Decimals(step / scale);
        return [.. all.Select(value => new Tick(value, value == 0 ? "0" : $"{Plain(value / scale, mantissa)}×10{Superscript(exponent)}"))];
    }

    /// <summary>digit × 10ᵉ in full, as 0.02.</summary>
    public static string InFull(int digit, int exponent) => Plain(digit * Math.Pow(10, exponent), Math.Max(0, -exponent));

    /// <summary>digit × 10ᵉ as a power, as 2×10⁻².</summary>
    public static string AsPower(int digit, int exponent) => (digit == 1 ? "" : $"{digit}×") + "10" + Superscript(exponent);

    /// <summary>A value for a cell or a sentence: three significant digits.</summary>
    public static string Short(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ when value != 0 && Math.Abs(value) is < 1e-3 or >= 1e5 => value.ToString("0.##e0", CultureInfo.InvariantCulture).Replace('-', '−'),
        _ => value.ToString(Math.Abs(value) >= 100 ? "0" : "G3", CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    private static int Decimals(double step) => Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));

    private static string Plain(double value, int decimals)
    {
        string text = Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool isZero = text.AsSpan().IndexOfAnyInRange('1', '9') < 0;
        return value < 0 && !isZero ? "−" + text : text; // U+2212, a minus as wide as a plus
    }

    private static string Superscript(int value) =>
        (value < 0 ? "⁻" : "") + string.Concat(Math.Abs(value).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
}
