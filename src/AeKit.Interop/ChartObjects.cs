using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.FSharp.Collections;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;
using Bag = DynamicObj.DynamicObj;

namespace AeKit.Interop;

/// <summary>
/// Builds Plotly.NET's objects from Plotly JSON. Plotly.NET looks for an axis, a marker, a title by its type, and takes
/// one that has another type for missing; so these get the type it looks for, and all else is a bag of members.
/// </summary>
internal static class ChartObjects
{
    public static GenericChart ToChart(JsonObject figure)
    {
        var traces = figure["data"]!.AsArray().Select(trace => ToTrace(trace!.AsObject()));
        var layout = new Layout();
        Fill(layout, figure["layout"]!.AsObject());
        return GenericChart.fromFigure(new Plotly.NET.Figure(ListModule.OfSeq(traces), layout, ListModule.Empty<Frame>()));
    }

    private static Trace ToTrace(JsonObject json)
    {
        string? type = PlotlyValues.Text(json["type"]);
        Trace trace = type switch
        {
            "scatter3d" or "surface" or "mesh3d" or "cone" or "streamtube" or "volume" or "isosurface" => new Trace3D(type),
            "scatterpolar" or "scatterpolargl" or "barpolar" => new TracePolar(type),
            "scattergeo" or "choropleth" => new TraceGeo(type),
            "scattermapbox" or "choroplethmapbox" or "densitymapbox" => new TraceMapbox(type),
            "scatterternary" => new TraceTernary(type),
            "carpet" or "scattercarpet" or "contourcarpet" => new TraceCarpet(type),
            "scattersmith" => new TraceSmith(type),
            "pie" or "funnelarea" or "sunburst" or "treemap" or "icicle" or "sankey" or "table" or "indicator" or "parcoords" or "parcats" => new TraceDomain(type),
            _ => new Trace2D(type), // also without a type, which to Plotly is a scatter
        };
        Fill(trace, json);
        return trace;
    }

    private static void Fill(Bag target, JsonObject json)
    {
        foreach (var (name, value) in json)
        {
            if (target is not Trace || name != "type")
                target.SetProperty(name, Value(name, value));
        }
    }

    private static object? Value(string name, JsonNode? node) => node switch
    {
        JsonObject json => Object(name, json),
        JsonArray items => Array(name, items),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => value.TryGetValue(out int whole) ? (object)whole : value.GetValue<double>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => value.GetValue<string>(),
        },
        _ => null,
    };

    private static Bag Object(string name, JsonObject json)
    {
        Bag target = name switch
        {
            "title" => new Title(),
            "font" or "tickfont" or "textfont" => new Font(),
            "margin" => new Margin(),
            "pad" => new Padding(),
            "legend" => new Legend(),
            "marker" => new Marker(),
            "line" => new Line(),
            "error_x" or "error_y" => new Error(),
            "colorbar" => new ColorBar(),
            _ when name.StartsWith("xaxis", StringComparison.Ordinal) || name.StartsWith("yaxis", StringComparison.Ordinal) => new LinearAxis(),
            _ => new Bag(),
        };
        Fill(target, json);
        return target;
    }

    private static object?[] Array(string name, JsonArray items) => name switch
    {
        "annotations" => Objects(items, () => new Annotation()),
        "shapes" => Objects(items, () => new Shape()),
        "images" => Objects(items, () => new LayoutImage()),
        _ => [.. items.Select(item => Value("", item))],
    };

    private static T[] Objects<T>(JsonArray items, Func<T> create)
        where T : Bag =>
        [.. items.Select(item =>
        {
            T target = create();
            Fill(target, item!.AsObject());
            return target;
        })];
}
