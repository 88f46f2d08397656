using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Teaching;

/// <summary>An answer beside the right value.</summary>
internal static class Comparison
{
    /// <summary>How much values may differ, times 1 + |expected|: float32 arithmetic in another order stays well below.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>A number.</summary>
    public static Comparison<double> Of(double yours, double expected, double tolerance = Tolerance) =>
        new(value => IsClose(yours, value, tolerance), expected, Check.Number(yours), Check.Number(expected),
            double.IsFinite(yours) ? "" : "The value is not a finite number.");

    /// <summary>A tensor; its shape counts.</summary>
    public static Comparison<Tensor> Of(Tensor yours, Tensor expected, double tolerance = Tolerance) =>
        new(value => IsClose(yours, value, tolerance), expected, Describe(yours), Describe(expected), Difference(yours, expected, tolerance));

    /// <summary>One of several words; case and spaces at the ends do not count.</summary>
    public static Comparison<string> Of(string yours, string expected) =>
        new(value => string.Equals(yours.Trim(), value, StringComparison.OrdinalIgnoreCase), expected, yours, expected, "");

    /// <summary>Yes or no.</summary>
    public static Comparison<bool> Of(bool yours, bool expected) =>
        new(value => yours == value, expected, YesNo(yours), YesNo(expected), "");

    private static bool IsClose(double yours, double expected, double tolerance) =>
        Math.Abs(yours - expected) <= tolerance * (1 + Math.Abs(expected));

    private static bool IsClose(Tensor yours, Tensor expected, double tolerance) =>
        yours.shape.SequenceEqual(expected.shape)
        && yours.ToArray().Zip(expected.ToArray()).All(pair => IsClose(pair.First, pair.Second, tolerance));

    /// <summary>What can be said of a wrong tensor without knowing the question.</summary>
    private static string Difference(Tensor yours, Tensor expected, double tolerance)
    {
        if (!yours.shape.SequenceEqual(expected.shape))
            return $"The shape is {Shape(yours)}, but {Shape(expected)} is asked for.";
        var pairs = yours.ToArray().Zip(expected.ToArray()).ToArray();
        if (!pairs.All(pair => float.IsFinite(pair.First)))
            return "Some values are not finite numbers.";
        var ratios = pairs.Where(pair => Math.Abs(pair.Second) > tolerance).Select(pair => (double)pair.First / pair.Second).ToArray();
        return ratios.Length > 1 && ratios.All(ratio => IsClose(ratio, ratios[0], 1e-3)) && !IsClose(ratios[0], 0, 1e-3)
            ? $"Every value is {Check.Number(ratios[0])} times the right one: look for a factor."
            : "";
    }

    private static string Describe(Tensor tensor)
    {
        const int shown = 6;
        var values = tensor.ToArray();
        var text = string.Join(", ", values.Take(shown).Select(value => Check.Number(value))) + (values.Length > shown ? ", …" : "");
        return tensor.shape.Length == 0 ? text : $"[{text}] of shape {Shape(tensor)}";
    }

    private static string Shape(Tensor tensor) => $"({string.Join(", ", tensor.shape)})";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
