using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>One picture of many, with white gaps between them.</summary>
internal sealed record ImageRaster(byte[] Png, int Width, int Height, int GapX, int GapY);

/// <summary>Equally large images in rows, each in PyTorch's order: channels × height × width.</summary>
internal sealed class ImageGrid
{
    private readonly IReadOnlyList<float> _pixels;
    private readonly ColourScale _scale;

    public ImageGrid(IReadOnlyList<float> pixels, int height, int width, int channels, int columns, bool diverging, double? min, double? max)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 channel (grey) or 3 (RGB).");
        if (diverging && channels == 3)
            throw new ArgumentException("A diverging scale colours single values; an RGB image has its own colours.", nameof(diverging));
        int size = channels * height * width;
        if (pixels.Count == 0 || pixels.Count % size != 0)
        {
            throw new ArgumentException(
                $"{pixels.Count} values are not a whole number of images of {channels}×{height}×{width} = {size}; check height, width and channels.",
                nameof(pixels));
        }
        (_pixels, ImageHeight, ImageWidth, Channels) = (pixels, height, width, channels);
        Count = pixels.Count / size;
        Columns = Math.Min(columns, Count);
        _scale = diverging ? ColourScale.Diverging : ColourScale.Grey;
        (Min, Max) = ValueRange.Of(Values, diverging, diverging ? min : min ?? 0, diverging ? max : max ?? 1);
    }

    public int Count { get; }

    public int Columns { get; }

    public int Rows => (Count + Columns - 1) / Columns;

    public int ImageHeight { get; }

    public int ImageWidth { get; }

    public int Channels { get; }

    public double Min { get; }

    public double Max { get; }

    public IEnumerable<double> Values => _pixels.Select(value => (double)value);

    /// <summary>Draws all images into one; NaN becomes mid grey, infinities are clipped.</summary>
    public ImageRaster Rasterize(int gapX, int gapY)
    {
        int width = (Columns * (ImageWidth + gapX)) - gapX, height = (Rows * (ImageHeight + gapY)) - gapY;
        int depth = Channels == 1 && _scale == ColourScale.Grey ? 1 : 3;
        var raster = new byte[width * height * depth];
        Array.Fill(raster, (byte)255);
        int plane = ImageHeight * ImageWidth;
        for (int image = 0; image < Count; image++)
        {
            int left = image % Columns * (ImageWidth + gapX), top = image / Columns * (ImageHeight + gapY);
            for (int pixel = 0; pixel < plane; pixel++)
            {
                int at = (((top + (pixel / ImageWidth)) * width) + left + (pixel % ImageWidth)) * depth;
                int from = (image * Channels * plane) + pixel;
                if (Channels == 3)
                {
                    for (int channel = 0; channel < 3; channel++)
                        raster[at + channel] = ColourScale.Grey.At(Share(_pixels[from + (channel * plane)])).R;
                }
                else if (depth == 1)
                {
                    raster[at] = _scale.At(Share(_pixels[from])).R;
                }
                else
                {
                    (raster[at], raster[at + 1], raster[at + 2]) = _scale.At(Share(_pixels[from]));
                }
            }
        }
        return new ImageRaster(PngEncoder.Encode(raster, width, height, depth), width, height, gapX, gapY);
    }

    private double Share(float value) => float.IsNaN(value) ? 0.5 : ValueRange.Share(value, Min, Max);
}
