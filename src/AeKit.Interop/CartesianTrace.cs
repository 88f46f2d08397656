using System.Text.Json.Nodes;

namespace AeKit.Interop;

/// <summary>A trace of lines, points or bars as the static picture draws it.</summary>
internal sealed record CartesianTrace
{
    // What changes nothing in a picture that does not move.
    private static readonly HashSet<string> Silent =
    [
        "uid", "ids", "meta", "customdata", "hoverinfo", "hovertext", "hovertemplate", "hoverlabel", "hoveron", "legendgroup",
        "legendrank", "cliponaxis", "textfont", "insidetextanchor", "text", "textposition", "connectgaps",
    ];

    private static readonly HashSet<string> Drawn =
    [
        "type", "name", "x", "y", "mode", "line", "marker", "fill", "fillcolor", "error_y", "opacity", "showlegend", "orientation", "xaxis", "yaxis",
    ];

    public required bool IsBar { get; init; }

    public required string Name { get; init; }

    public required bool InLegend { get; init; }

    public required double[] X { get; init; }

    public required double[] Y { get; init; }

    /// <summary>The categories that x numbers, or null if x are numbers.</summary>
    public required string[]? Categories { get; init; }

    /// <summary>Half the lengths of error bars, or null.</summary>
    public required double[]? Error { get; init; }

    /// <summary>What is written at the bars, or null.</summary>
    public required string[]? Texts { get; init; }

    public required bool HasLine { get; init; }

    public required bool HasMarkers { get; init; }

    public required string LineColour { get; init; }

    public required double LineWidth { get; init; }

    public required bool Dashed { get; init; }

    public required string MarkerColour { get; init; }

    public required double MarkerSize { get; init; }

    public required bool Square { get; init; }

    public required double Opacity { get; init; }

    /// <summary>The colour between this line and zero, or the line before; null for none.</summary>
    public required string? FillColour { get; init; }

    public required bool FillsToZero { get; init; }

    /// <param name="trace">Plotly's trace.</param>
    /// <param name="index">Its position in the chart, which names it where it has no name.</param>
    /// <param name="colour">The colour it has if it names none.</param>
    /// <returns>Null if the trace is of another type, or has something that the picture would miss.</returns>
    public static CartesianTrace? TryRead(JsonObject trace, int index, string colour)
    {
        string type = PlotlyValues.Text(trace["type"]) ?? "scatter";
        bool isBar = type == "bar";
        if (!isBar && type is not ("scatter" or "scattergl")
            || trace.Any(member => !Silent.Contains(member.Key) && !Drawn.Contains(member.Key))
            || (PlotlyValues.Text(trace["xaxis"]) ?? "x") != "x" || (PlotlyValues.Text(trace["yaxis"]) ?? "y") != "y"
            || (isBar && PlotlyValues.Text(trace["orientation"]) == "h") || PlotlyValues.Flag(trace["connectgaps"]) == true
            || PlotlyValues.Numbers(trace["y"]) is not { Length: > 0 } y)
        {
            return null;
        }
        string[]? categories = PlotlyValues.Texts(trace["x"]);
        double[]? x = trace["x"] is null || categories is not null ? [.. Enumerable.Range(0, y.Length).Select(i => (double)i)] : PlotlyValues.Numbers(trace["x"]);
        if (x is null || x.Length != y.Length || (categories is not null && !AreNames(categories, y.Length)))
            return null;

        string mode = PlotlyValues.Text(trace["mode"]) ?? (y.Length < 20 ? "lines+markers" : "lines"); // Plotly's default
        JsonObject line = PlotlyValues.Object(trace["line"]) ?? [], marker = PlotlyValues.Object(trace["marker"]) ?? [];
        string? lineColour = Colour(line["color"]), markerColour = Colour(marker["color"]);
        string fill = PlotlyValues.Text(trace["fill"]) ?? "none";
        if (mode.Contains("text", StringComparison.Ordinal) || fill is not ("none" or "tozeroy" or "tonexty")
            || (PlotlyValues.Text(line["shape"]) ?? "linear") != "linear" || !IsOneNumber(line["width"]) || !IsOneNumber(marker["size"]) || !IsOneNumber(marker["opacity"])
            || (line["color"] is not null && lineColour is null) || (marker["color"] is not null && markerColour is null)
            || PlotlyValues.Text(marker["symbol"]) is not (null or "circle" or "square") || marker["symbol"] is not null && PlotlyValues.Text(marker["symbol"]) is null
            || !TryReadError(trace["error_y"], y.Length, out double[]? error))
        {
            return null;
        }
        string main = (isBar ? markerColour : lineColour ?? markerColour) ?? colour;
        string name = PlotlyValues.Title(trace["name"]);
        return new CartesianTrace
        {
            IsBar = isBar,
            Name = name.Length > 0 ? name : $"trace {index}",
            InLegend = PlotlyValues.Flag(trace["showlegend"]) != false,
            X = x,
            Y = y,
            Categories = categories,
            Error = error,
            Texts = isBar && PlotlyValues.Texts(trace["text"]) is { } texts && texts.Length == y.Length ? texts : null,
            HasLine = !isBar && mode.Contains("lines", StringComparison.Ordinal),
            HasMarkers = !isBar && mode.Contains("markers", StringComparison.Ordinal),
            LineColour = lineColour ?? main,
            LineWidth = PlotlyValues.Number(line["width"]) ?? 2,
            Dashed = (PlotlyValues.Text(line["dash"]) ?? "solid") != "solid",
            MarkerColour = markerColour ?? main,
            MarkerSize = PlotlyValues.Number(marker["size"]) ?? 6,
            Square = PlotlyValues.Text(marker["symbol"]) == "square",
            Opacity = (PlotlyValues.Number(trace["opacity"]) ?? 1) * (PlotlyValues.Number(marker["opacity"]) ?? 1),
            FillColour = fill == "none" ? null : PlotlyValues.Colour(trace["fillcolor"]) ?? main,
            FillsToZero = fill == "tozeroy",
        };

        static string? Colour(JsonNode? node) => PlotlyValues.Colour(node);
    }

    private static bool TryReadError(JsonNode? node, int count, out double[]? error)
    {
        error = null;
        if (PlotlyValues.Object(node) is not { } bar || PlotlyValues.Flag(bar["visible"]) == false)
            return node is null or JsonObject;
        error = PlotlyValues.Numbers(bar["array"]);
        return error?.Length == count && bar["arrayminus"] is null;
    }

    // A text that is a number or a date Plotly places by its value.
    private static bool AreNames(string[] texts, int count) =>
        texts.Length == count && texts.Distinct().Count() == count
        && !texts.Any(text => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
            || DateTime.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _));

    private static bool IsOneNumber(JsonNode? node) => node is null || PlotlyValues.Number(node) is not null;
}
