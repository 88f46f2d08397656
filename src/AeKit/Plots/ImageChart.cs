using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>A grid of small pictures, drawn as one raster so that a figure of a hundred digits stays small.</summary>
internal sealed class ImageChart : Chart
{
    private const double CaptionHeight = 17;

    private readonly ImageGrid _grid;
    private readonly IReadOnlyList<string> _captions;
    private readonly IReadOnlyList<string> _rowNames;
    private readonly IReadOnlyList<string> _columnNames;

    /// <param name="grid">The pictures.</param>
    /// <param name="captions">Above each image, or none.</param>
    /// <param name="rowNames">Left of each row, or none.</param>
    /// <param name="columnNames">Above the columns, or none.</param>
    public ImageChart(ImageGrid grid, IReadOnlyList<string> captions, IReadOnlyList<string> rowNames, IReadOnlyList<string> columnNames)
    {
        if (captions.Count > 0 && captions.Count != grid.Count)
            throw new ArgumentException($"There are {grid.Count} images but {captions.Count} captions.", nameof(captions));
        if (columnNames.Count > 0 && columnNames.Count != grid.Columns)
            throw new ArgumentException($"There are {grid.Columns} columns but {columnNames.Count} titles for them.", nameof(columnNames));
        (_grid, _captions, _rowNames, _columnNames) = (grid, captions, rowNames, columnNames);
    }

    public override string Describe() =>
        $"{Head("Images")}: {_grid.Count} of {_grid.ImageHeight}×{_grid.ImageWidth} px{(_grid.Channels == 3 ? " RGB" : "")}"
        + $"{(_rowNames.Count > 0 ? $"; rows {string.Join(", ", _rowNames)}" : "")}; values {Range(_grid.Values)}, shown from {NiceNumbers.Short(_grid.Min)} to {NiceNumbers.Short(_grid.Max)}";

    public override string ToSvg()
    {
        Placement place = Place();
        var svg = new SvgWriter();
        for (int i = 0; i < place.Title.Count; i++)
            svg.Text(Theme.Side, Theme.Side + 14 + (Theme.TitleLine * i), place.Title[i], Theme.TitleSize, bold: true);
        svg.Picture(place.Left, place.Top, place.Raster.Width * place.Scale, place.Raster.Height * place.Scale, place.Raster.Png);

        double slot = (_grid.ImageWidth + place.Raster.GapX) * place.Scale;
        for (int c = 0; c < _columnNames.Count; c++)
            svg.Text(CentreX(place, c), place.Top - 6, TextMetrics.Fit(_columnNames[c], Theme.TickSize, slot), Theme.TickSize, Anchor.Middle, Theme.Muted);
        for (int r = 0; r < _rowNames.Count; r++)
            svg.Text(place.Left - 8, CentreY(place, r) + 4, _rowNames[r], Theme.LabelSize, Anchor.End);
        for (int i = 0; i < _captions.Count; i++)
        {
            double top = CentreY(place, i / _grid.Columns) - (_grid.ImageHeight * place.Scale / 2);
            svg.Text(CentreX(place, i % _grid.Columns), top - 5, TextMetrics.Fit(_captions[i], Theme.TickSize, slot), Theme.TickSize, Anchor.Middle, Theme.Muted);
        }
        return svg.ToDocument(place.Width, place.Height, Describe());
    }

    /// <summary>The same raster as an image trace, names and captions as annotations beside it.</summary>
    public override JsonObject ToPlotly()
    {
        Placement place = Place();
        ImageRaster raster = place.Raster;
        JsonObject layout = PlotlyLayout.Create(Title, place.Width, place.Height);
        layout["margin"] = new JsonObject
        {
            ["l"] = Math.Round(place.Left),
            ["t"] = Math.Round(place.Top),
            ["r"] = Math.Round(place.Width - place.Left - (raster.Width * place.Scale)),
            ["b"] = Math.Round(place.Height - place.Top - (raster.Height * place.Scale)),
        };
        layout["xaxis"] = new JsonObject { ["visible"] = false, ["range"] = new JsonArray(-0.5, raster.Width - 0.5) };
        layout["yaxis"] = new JsonObject { ["visible"] = false, ["range"] = new JsonArray(raster.Height - 0.5, -0.5) };

        var texts = new JsonArray();
        for (int c = 0; c < _columnNames.Count; c++)
            texts.Add(Annotation(_columnNames[c], RasterX(raster, c), -0.5, "center", "bottom"));
        for (int r = 0; r < _rowNames.Count; r++)
            texts.Add(Annotation(_rowNames[r], -0.5, RasterY(raster, r), "right", "middle", shift: -8));
        for (int i = 0; i < _captions.Count; i++)
            texts.Add(Annotation(_captions[i], RasterX(raster, i % _grid.Columns), RasterY(raster, i / _grid.Columns) - (_grid.ImageHeight / 2.0), "center", "bottom"));
        layout["annotations"] = texts;

        var trace = new JsonObject { ["type"] = "image", ["source"] = PngEncoder.DataUri(raster.Png), ["hoverinfo"] = "skip" };
        return PlotlyFigure([trace], layout);
    }

    private static JsonObject Annotation(string text, double x, double y, string xAnchor, string yAnchor, double shift = 0) => new()
    {
        ["text"] = PlotlyJson.Text(text),
        ["x"] = x,
        ["y"] = y,
        ["xanchor"] = xAnchor,
        ["yanchor"] = yAnchor,
        ["xshift"] = shift,
        ["showarrow"] = false,
    };

    private double RasterX(ImageRaster raster, int column) => (column * (_grid.ImageWidth + raster.GapX)) + (_grid.ImageWidth / 2.0) - 0.5;

    private double RasterY(ImageRaster raster, int row) => (row * (_grid.ImageHeight + raster.GapY)) + (_grid.ImageHeight / 2.0) - 0.5;

    private double CentreX(Placement place, int column) => place.Left + ((RasterX(place.Raster, column) + 0.5) * place.Scale);

    private double CentreY(Placement place, int row) => place.Top + ((RasterY(place.Raster, row) + 0.5) * place.Scale);

    private Placement Place()
    {
        double left = _rowNames.Count == 0 ? Theme.Side : Theme.Side + 8 + _rowNames.Max(name => TextMetrics.Width(name, Theme.LabelSize));
        int gap = Math.Max(1, _grid.ImageWidth / 14);
        int across = (_grid.Columns * (_grid.ImageWidth + gap)) - gap;
        double scale = Math.Max(1, Width - left - Theme.Side) / across;
        // Whole pixels keep the squares of small images equal; few large images stay at a comfortable size.
        double step = _grid.ImageWidth < 16 ? 1 : 0.5;
        scale = scale >= 1 ? Math.Min(Math.Floor(scale / step) * step, Math.Max(1, Math.Floor(112.0 / _grid.ImageWidth))) : scale;

        bool captioned = _captions.Count > 0;
        int rowGap = captioned ? (int)Math.Ceiling((CaptionHeight + 3) / scale) : gap;
        if (_rowNames.Count > 0)
            rowGap = Math.Max(rowGap, (int)Math.Ceiling(CaptionHeight / scale) - _grid.ImageHeight);
        ImageRaster raster = _grid.Rasterize(gap, rowGap);
        double width = Math.Max(left + (raster.Width * scale) + Theme.Side, 240);
        IReadOnlyList<string> title = TextMetrics.WrapTitle(Title, width);
        double top = Theme.Side + (Theme.TitleLine * title.Count) + (title.Count > 0 ? 6 : 0) + (captioned || _columnNames.Count > 0 ? CaptionHeight : 0);
        return new Placement(raster, scale, left, top, width, top + (raster.Height * scale) + Theme.Side, title);
    }

    private sealed record Placement(ImageRaster Raster, double Scale, double Left, double Top, double Width, double Height, IReadOnlyList<string> Title);
}
