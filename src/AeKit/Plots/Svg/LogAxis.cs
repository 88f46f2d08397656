using System.Text.Json.Nodes;

namespace AeKit.Plots.Svg;

/// <summary>Equal steps for equal ratios.</summary>
internal sealed class LogAxis(double min, double max) : Axis
{
    private readonly double _low = Math.Log10(min);
    private readonly double _high = Math.Log10(max);

    public double Min => min;

    public static LogAxis For(double[] finite, double margin)
    {
        if (finite.Length == 0)
            return new LogAxis(1, 10);
        double min = finite.Min(), max = finite.Max();
        if (min == max)
            return new LogAxis(min / 2, max * 2);
        double free = Math.Pow(max / min, margin);
        return new LogAxis(min / free, max * free);
    }

    public override double Position(double value) => (Math.Log10(value) - _low) / (_high - _low);

    public override IReadOnlyList<Tick> Ticks(int wanted)
    {
        int first = (int)Math.Floor(_low), last = (int)Math.Floor(_high);
        // Below half a decade even 1-2-5 gives too few ticks.
        if (_high - _low < 0.5)
            return new LinearAxis(min, max).Ticks(wanted);
        int[] digits = _high - _low < 1.5 && wanted >= 4 ? [1, 2, 5] : _high - _low < 2.5 && wanted >= 4 ? [1, 3] : [1];
        bool inFull = first >= -4 && last <= 4;
        int stride = Math.Max(1, (int)Math.Ceiling((last - first + 1.0) / Math.Max(2, wanted)));
        return
        [
            .. from exponent in Enumerable.Range(first, last - first + 1)
               where digits.Length > 1 || exponent % stride == 0
               from digit in digits
               let value = digit * Math.Pow(10, exponent)
               where Math.Log10(value) >= _low - 1e-9 && Math.Log10(value) <= _high + 1e-9
               select new Tick(value, inFull ? NiceNumbers.InFull(digit, exponent) : NiceNumbers.AsPower(digit, exponent)),
        ];
    }

    public override JsonObject ToPlotly()
    {
        var axis = new JsonObject
        {
            ["type"] = "log",
            ["range"] = new JsonArray(PlotlyJson.Number(_low), PlotlyJson.Number(_high)),
        };
        if (_high - _low >= 0.5)
            axis["dtick"] = _high - _low < 1.5 ? "D2" : 1;
        return axis;
    }
}
