using System.Globalization;
using System.Text;

namespace AeKit.Kernel.Display;

/// <summary>Writes the shown values of a tensor in nested brackets, aligned, with … where values are left out.</summary>
internal static class TensorText
{
    private const int Width = 100;

    public static string Of(TensorSummary summary)
    {
        if (summary.Statistics is null)
            return "";
        if (TensorWindow.Of(summary.Shape) is not { } window)
            return "…";
        var format = Format(summary);
        var texts = summary.Shown.Select(value => Text(value, format)).ToList();
        if (summary.Shape.Count == 0)
            return texts[0];
        var width = texts.Select(text => text.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        var next = 0;
        Append(0);
        return text.ToString();

        void Append(int dimension)
        {
            var indices = window.Indices[dimension];
            var isInner = dimension == summary.Shape.Count - 1;
            var indent = new string(' ', dimension + 1);
            // A row that is too long for a line goes on in the next, with the same columns.
            var perLine = Math.Max(1, (Width - indent.Length) / (width + 2));
            text.Append('[');
            for (var i = 0; i < indices.Length; i++)
            {
                if (i > 0)
                    text.Append(isInner && i % perLine != 0 ? ", " : ",\n" + (isInner ? indent : new string('\n', summary.Shape.Count - dimension - 2) + indent));
                if (i > 0 && indices[i] > indices[i - 1] + 1)
                    text.Append(isInner ? "…, " : "…,\n" + indent);
                if (isInner)
                    text.Append(texts[next++].PadLeft(width));
                else
                    Append(dimension + 1);
            }
            text.Append(']');
        }
    }

    private static string Format(TensorSummary summary)
    {
        var finite = summary.Shown.Where(double.IsFinite).Select(Math.Abs).ToList();
        if (finite.TrueForAll(value => value == Math.Floor(value) && value < 1e15))
            return IsInteger(summary.Dtype) ? "0" : "0'.'";
        var (least, greatest) = (finite.Where(value => value > 0).Min(), finite.Max());
        return greatest < 1e5 && greatest >= 1e-3 && (least >= 1e-4 || greatest / least < 1e3 || greatest >= 0.1) ? "0.0000" : "0.0000e+00";
    }

    private static string Text(double value, string format) =>
        double.IsInfinity(value) ? value > 0 ? "∞" : "-∞" : value.ToString(format, CultureInfo.InvariantCulture);

    private static bool IsInteger(string dtype) => !dtype.Contains("Float", StringComparison.OrdinalIgnoreCase);
}
