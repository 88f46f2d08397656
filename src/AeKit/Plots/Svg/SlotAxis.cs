using System.Globalization;
using System.Text.Json.Nodes;

namespace AeKit.Plots.Svg;

/// <summary>One slot of equal width for each of a list of things; thing i lies at i + ½ slots.</summary>
/// <param name="count">Number of slots.</param>
/// <param name="names">Their names, or null to number them 0, 1, 2, ….</param>
/// <param name="reversed">Whether slot 0 lies at the end: the first row of a matrix is its top.</param>
internal sealed class SlotAxis(int count, IReadOnlyList<string>? names = null, bool reversed = false) : Axis
{
    public override bool HasGrid => false;

    public IReadOnlyList<string>? Names => names;

    public int Count => count;

    public override double Position(double value)
    {
        double position = (value + 0.5) / count;
        return reversed ? 1 - position : position;
    }

    public override IReadOnlyList<Tick> Ticks(int wanted)
    {
        int stride = names is null
            ? Math.Max(1, (int)NiceNumbers.Step(count, wanted))
            : Math.Max(1, (int)Math.Ceiling((double)count / Math.Max(1, wanted)));
        return
        [
            .. from i in Enumerable.Range(0, count)
               where i % stride == 0
               select new Tick(i, names?[i] ?? i.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    public override JsonObject ToPlotly()
    {
        var axis = new JsonObject
        {
            ["range"] = reversed ? new JsonArray(count - 0.5, -0.5) : new JsonArray(-0.5, count - 0.5),
            ["showgrid"] = false,
            ["zeroline"] = false,
        };
        if (names is not null)
        {
            axis["tickmode"] = "array";
            axis["tickvals"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)i)]);
            axis["ticktext"] = new JsonArray([.. names.Select(name => (JsonNode)PlotlyJson.Text(name)!)]);
        }
        return axis;
    }
}
