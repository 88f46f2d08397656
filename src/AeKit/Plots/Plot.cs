using System.Collections;
using System.Numerics;

namespace AeKit.Plots;

/// <summary>
/// Draws figures from arrays and records, each in one call:
/// <code>
/// Plot.Line([new("train", trainLosses), new("test", testLosses)], title: "Learning curves", xLabel: "epoch", yLabel: "MSE", logY: true)
/// Plot.Scatter(codes, labels: digits)
/// Plot.ImageRows([new("input", x), new("reconstruction", y)], height: 8, width: 8)
/// </code>
/// </summary>
public static class Plot
{
    /// <summary>Curves, with a legend and, for a series with a spread, a band of y ± spread.</summary>
    /// <param name="series">One or more curves.</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="xLabel">Below the horizontal axis.</param>
    /// <param name="yLabel">Beside the vertical axis.</param>
    /// <param name="logX">Logarithmic horizontal axis.</param>
    /// <param name="logY">Logarithmic vertical axis.</param>
    /// <param name="markers">Whether each point is also marked with a dot.</param>
    /// <param name="width">Width in px.</param>
    /// <param name="height">Height in px.</param>
    /// <exception cref="ArgumentException">No series, or a value ≤ 0 on a logarithmic axis.</exception>
    public static Figure Line(
        IEnumerable<Series> series,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        bool markers = false,
        int width = 640,
        int height = 400) =>
        new(new LineChart([.. series], logX, logY, markers)
        {
            Title = title ?? "",
            XLabel = xLabel ?? "",
            YLabel = yLabel ?? "",
            Width = CheckSize(width, nameof(width)),
            Height = CheckSize(height, nameof(height)),
        });

    /// <summary>One curve through the values <paramref name="y"/> at x = 1, 2, 3, ….</summary>
    /// <inheritdoc cref="Line(IEnumerable{Series}, string, string, string, bool, bool, bool, int, int)"/>
    /// <param name="y">The values; NaN and infinities are gaps.</param>
    public static Figure Line<T>(
        IEnumerable<T> y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        bool markers = false,
        int width = 640,
        int height = 400)
        where T : struct, INumber<T> =>
        Line([new Series("", y.Select(double.CreateChecked))], title, xLabel, yLabel, logX, logY, markers, width, height);

    /// <summary>One curve through the points (xᵢ, yᵢ).</summary>
    /// <inheritdoc cref="Line(IEnumerable{Series}, string, string, string, bool, bool, bool, int, int)"/>
    /// <param name="x">Horizontal positions, (N).</param>
    /// <param name="y">The values, (N); NaN and infinities are gaps.</param>
    public static Figure Line<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        bool markers = false,
        int width = 640,
        int height = 400)
        where TX : struct, INumber<TX>
        where TY : struct, INumber<TY> =>
        Line([Series.Of("", x, y)], title, xLabel, yLabel, logX, logY, markers, width, height);

    /// <summary>Points in the plane, coloured by label.</summary>
    /// <param name="x">Horizontal positions, (N); points that are not finite are left out.</param>
    /// <param name="y">Vertical positions, (N).</param>
    /// <param name="labels">(N) whole numbers or names; each different one has its colour and its place in the legend.</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="xLabel">Below the horizontal axis.</param>
    /// <param name="yLabel">Beside the vertical axis.</param>
    /// <param name="size">Diameter of a point in px.</param>
    /// <param name="opacity">From 0, invisible, to 1.</param>
    /// <param name="width">Width in px.</param>
    /// <param name="height">Height in px.</param>
    /// <exception cref="ArgumentException">No points, or x, y and labels differ in length.</exception>
    public static Figure Scatter<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        IEnumerable? labels = null,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        double size = 5,
        double opacity = 0.8,
        int width = 560,
        int height = 480)
        where TX : struct, INumber<TX>
        where TY : struct, INumber<TY> =>
        new(new ScatterChart([.. x.Select(double.CreateChecked)], [.. y.Select(double.CreateChecked)], LabelList.From(labels), size, opacity)
        {
            Title = title ?? "",
            XLabel = xLabel ?? "",
            YLabel = yLabel ?? "",
            Width = CheckSize(width, nameof(width)),
            Height = CheckSize(height, nameof(height)),
        });

    /// <summary>Points in the plane, one per row of a matrix, coloured by label.</summary>
    /// <inheritdoc cref="Scatter{TX, TY}(IEnumerable{TX}, IEnumerable{TY}, IEnumerable, string, string, string, double, double, int, int)"/>
    /// <param name="points">(N, 2): x and y of each point.</param>
    /// <exception cref="ArgumentException">No points, not two columns, or not as many labels as points.</exception>
    public static Figure Scatter<T>(
        T[,] points,
        IEnumerable? labels = null,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        double size = 5,
        double opacity = 0.8,
        int width = 560,
        int height = 480)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.GetLength(1) != 2)
            throw new ArgumentException($"A point has 2 coordinates, but the matrix has {points.GetLength(1)} columns; choose two.", nameof(points));
        int[] rows = [.. Enumerable.Range(0, points.GetLength(0))];
        return Scatter(rows.Select(i => points[i, 0]), rows.Select(i => points[i, 1]), labels, title, xLabel, yLabel, size, opacity, width, height);
    }

    /// <summary>A matrix as colours, row 0 on top, with a colour bar. NaN is grey.</summary>
    /// <param name="values">(R, C)</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="xLabel">Below the columns.</param>
    /// <param name="yLabel">Beside the rows.</param>
    /// <param name="rows">(R) names of the rows; numbers from 0 if missing.</param>
    /// <param name="columns">(C) names of the columns; numbers from 0 if missing.</param>
    /// <param name="diverging">Two-sided colours with white at 0, for weights and correlations.</param>
    /// <param name="showValues">Whether each value is written into its cell.</param>
    /// <param name="min">The value of the first colour; the smallest value if missing.</param>
    /// <param name="max">The value of the last colour; the largest value if missing.</param>
    /// <exception cref="ArgumentException">No values, or not one name for each row and column.</exception>
    public static Figure Heatmap<T>(
        T[,] values,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        IReadOnlyList<string>? rows = null,
        IReadOnlyList<string>? columns = null,
        bool diverging = false,
        bool showValues = false,
        double? min = null,
        double? max = null)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var matrix = new double[values.GetLength(0), values.GetLength(1)];
        for (int r = 0; r < matrix.GetLength(0); r++)
        {
            for (int c = 0; c < matrix.GetLength(1); c++)
                matrix[r, c] = double.CreateChecked(values[r, c]);
        }
        return new Figure(new HeatmapChart(matrix, rows, columns, diverging, showValues, min, max)
        {
            Title = title ?? "",
            XLabel = xLabel ?? "",
            YLabel = yLabel ?? "",
        });
    }

    /// <summary>Bars from zero in groups, one colour per series; a series with a spread has error bars y ± spread.</summary>
    /// <param name="categories">(C) names below the bars.</param>
    /// <param name="series">Each with C values; their x are not used.</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="xLabel">Below the categories.</param>
    /// <param name="yLabel">Beside the vertical axis.</param>
    /// <param name="showValues">Whether each value is written above its bar, where there is room.</param>
    /// <param name="width">Width in px.</param>
    /// <param name="height">Height in px.</param>
    /// <exception cref="ArgumentException">No category, no series, or not one value per category.</exception>
    public static Figure Bar(
        IEnumerable<string> categories,
        IEnumerable<Series> series,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool showValues = false,
        int width = 640,
        int height = 400) =>
        new(new BarChart([.. categories], [.. series], showValues)
        {
            Title = title ?? "",
            XLabel = xLabel ?? "",
            YLabel = yLabel ?? "",
            Width = CheckSize(width, nameof(width)),
            Height = CheckSize(height, nameof(height)),
        });

    /// <summary>One bar from zero for each category.</summary>
    /// <inheritdoc cref="Bar(IEnumerable{string}, IEnumerable{Series}, string, string, string, bool, int, int)"/>
    /// <param name="values">(C), one per category.</param>
    /// <param name="errors">(C) half lengths of the error bars, or null for none.</param>
    public static Figure Bar<T>(
        IEnumerable<string> categories,
        IEnumerable<T> values,
        IEnumerable<T>? errors = null,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool showValues = false,
        int width = 640,
        int height = 400)
        where T : struct, INumber<T>
    {
        var series = new Series("", values.Select(double.CreateChecked));
        return Bar(categories, [errors is null ? series : series.WithSpread(errors)], title, xLabel, yLabel, showValues, width, height);
    }

    /// <summary>A grid of grey or RGB images from a flat batch, as <c>tensor.data&lt;float&gt;().ToArray()</c> gives it.</summary>
    /// <param name="pixels">(N × channels × height × width) values, images one after another, each in PyTorch's order.</param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Pixels in a row of an image.</param>
    /// <param name="columns">Images in a row of the grid.</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="captions">(N) texts or numbers above the images.</param>
    /// <param name="channels">1 for grey, 3 for RGB.</param>
    /// <param name="min">The value shown black; 0 if missing. Values below are clipped, NaN is mid grey.</param>
    /// <param name="max">The value shown white; 1 if missing.</param>
    /// <param name="diverging">Two-sided colours with white at 0, for weights; the range is then that of the values.</param>
    /// <exception cref="ArgumentException">Not a whole number of images, or not one caption per image.</exception>
    public static Figure Images(
        float[] pixels,
        int height,
        int width,
        int columns = 10,
        string? title = null,
        IEnumerable? captions = null,
        int channels = 1,
        double? min = null,
        double? max = null,
        bool diverging = false)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var grid = new ImageGrid(pixels, height, width, channels, columns, diverging, min, max);
        return new Figure(new ImageChart(grid, Texts(captions), [], []) { Title = title ?? "" });
    }

    /// <summary>A grid of grey images.</summary>
    /// <inheritdoc cref="Images(float[], int, int, int, string, IEnumerable, int, double?, double?, bool)"/>
    /// <param name="images">(N) images of the same size, each [row, column].</param>
    /// <exception cref="ArgumentException">No image, images of different sizes, or not one caption per image.</exception>
    public static Figure Images(
        IReadOnlyList<float[,]> images,
        int columns = 10,
        string? title = null,
        IEnumerable? captions = null,
        double? min = null,
        double? max = null,
        bool diverging = false)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("There are no images to show.", nameof(images));
        int height = images[0].GetLength(0), width = images[0].GetLength(1);
        for (int i = 1; i < images.Count; i++)
        {
            if (images[i].GetLength(0) != height || images[i].GetLength(1) != width)
            {
                throw new ArgumentException(
                    $"Image 0 is {height}×{width} but image {i} is {images[i].GetLength(0)}×{images[i].GetLength(1)}; all must have one size.",
                    nameof(images));
            }
        }
        return Images([.. images.SelectMany(image => image.Cast<float>())], height, width, columns, title, captions, 1, min, max, diverging);
    }

    /// <summary>Rows of images with their names at the left: inputs above their reconstructions, for instance.</summary>
    /// <param name="rows">Each with the same number of images.</param>
    /// <param name="height">Rows of pixels of an image.</param>
    /// <param name="width">Pixels in a row of an image.</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="columnTitles">Texts or numbers above the columns.</param>
    /// <param name="channels">1 for grey, 3 for RGB.</param>
    /// <param name="min">The value shown black; 0 if missing. Values below are clipped, NaN is mid grey.</param>
    /// <param name="max">The value shown white; 1 if missing.</param>
    /// <param name="diverging">Two-sided colours with white at 0; the range is then that of the values.</param>
    /// <exception cref="ArgumentException">No rows, rows of different lengths, or not a whole number of images in each.</exception>
    public static Figure ImageRows(
        IEnumerable<ImageRow> rows,
        int height,
        int width,
        string? title = null,
        IEnumerable? columnTitles = null,
        int channels = 1,
        double? min = null,
        double? max = null,
        bool diverging = false)
    {
        ImageRow[] all = [.. rows];
        if (all.Length == 0)
            throw new ArgumentException("There are no rows of images to show.", nameof(rows));
        ImageRow? odd = all.FirstOrDefault(row => row.Pixels.Length != all[0].Pixels.Length);
        if (odd is not null)
        {
            throw new ArgumentException(
                $"Row '{all[0].Name}' has {all[0].Pixels.Length} values but row '{odd.Name}' has {odd.Pixels.Length}; all rows must have the same images.",
                nameof(rows));
        }
        int columns = Math.Max(1, all[0].Pixels.Length / Math.Max(1, channels * height * width));
        var grid = new ImageGrid([.. all.SelectMany(row => row.Pixels)], height, width, channels, columns, diverging, min, max);
        return new Figure(new ImageChart(grid, [], [.. all.Select(row => row.Name)], Texts(columnTitles)) { Title = title ?? "" });
    }

    private static string[] Texts(IEnumerable? values)
    {
        LabelList? list = LabelList.From(values);
        return list is null ? [] : [.. Enumerable.Range(0, list.Count).Select(i => list[i])];
    }

    private static int CheckSize(int pixels, string parameter) => pixels is >= 160 and <= 4000
        ? pixels
        : throw new ArgumentOutOfRangeException(parameter, pixels, "A figure is 160 to 4000 px wide and high.");
}
