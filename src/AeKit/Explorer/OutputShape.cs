using AeKit.Data;

namespace AeKit.Explorer;

/// <summary>How D outputs are shown: as an image of channels × height × width, or as a curve if it has one row.</summary>
internal sealed record OutputShape(int Channels, int Height, int Width)
{
    private const int LeastSide = 4;

    public bool IsImage => Height > 1;

    public override string ToString() =>
        !IsImage ? $"{Width} outputs" : $"images of {Height}×{Width} px{(Channels == 3 ? " RGB" : "")}";

    /// <param name="model">The model's name, for errors.</param>
    /// <param name="outputs">D.</param>
    /// <param name="ofDecoder">The image that the decoder's layers make, if they do.</param>
    /// <param name="data">Examples of D values.</param>
    /// <param name="height">As the caller wants it.</param>
    /// <param name="width">As the caller wants it.</param>
    public static OutputShape Of(string model, long outputs, long[]? ofDecoder, Dataset? data, int? height, int? width)
    {
        if (height is not null || width is not null)
            return Given(model, outputs, height, width);
        if (data is not null)
            return data.ImageSize is var (channels, rows, columns) ? new(channels, rows, columns) : new(1, 1, (int)outputs);
        if (ofDecoder is not null)
            return new((int)ofDecoder[0], (int)ofDecoder[1], (int)ofDecoder[2]);
        int side = (int)Math.Round(Math.Sqrt(outputs));
        return side >= LeastSide && (long)side * side == outputs ? new(1, side, side) : new(1, 1, (int)outputs);
    }

    private static OutputShape Given(string model, long outputs, int? height, int? width)
    {
        if (height is not > 0 || width is not > 0)
            throw new ArgumentException("Give both height and width, in pixels, or neither.", height is null ? nameof(height) : nameof(width));
        long plane = (long)height.Value * width.Value;
        return outputs == plane || (outputs == 3 * plane && height > 1)
            ? new((int)(outputs / plane), height.Value, width.Value)
            : throw new ArgumentException($"{model} has {outputs} outputs, which are no image of {height}×{width} = {plane} grey or {3 * plane} RGB values.", nameof(height));
    }
}
