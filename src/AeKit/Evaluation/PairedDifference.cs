using System.Globalization;
using MathNet.Numerics.Distributions;

namespace AeKit.Evaluation;

/// <summary>The mean of differences between paired trials, and how sure it is.</summary>
/// <param name="Mean">The mean difference.</param>
/// <param name="Margin">Half the width of its 95 % confidence interval, t · s / √n with Student's t of n − 1 degrees of freedom ("Student", Biometrika 6, 1908).</param>
public sealed record PairedDifference(double Mean, double Margin)
{
    private const double Confidence = 0.95;

    /// <summary>Whether the interval leaves zero out. One in twenty intervals does so where there is no difference at all.</summary>
    public bool IsClear => Math.Abs(Mean) > Margin;

    /// <summary>The difference where less is better, as of losses and errors: "better", "worse" or "no difference".</summary>
    public string WhereLessIsBetter => !IsClear ? "no difference" : Mean < 0 ? "better" : "worse";

    /// <summary>The difference where more is better, as of accuracies: "better", "worse" or "no difference".</summary>
    public string WhereMoreIsBetter => !IsClear ? "no difference" : Mean > 0 ? "better" : "worse";

    /// <summary>Mean ± margin with its sign, such as "−0.041 ± 0.012".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:+0.000;−0.000;0.000} ± {Margin:F3}");

    internal static PairedDifference Of(Trials differences)
    {
        var count = differences.Values.Count;
        var quantile = StudentT.InvCDF(location: 0, scale: 1, freedom: count - 1, p: (1 + Confidence) / 2);
        return new PairedDifference(differences.Mean, quantile * differences.StandardDeviation / Math.Sqrt(count));
    }
}
