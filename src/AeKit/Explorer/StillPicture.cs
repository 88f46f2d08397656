using AeKit.Data;
using AeKit.Plots;
using static TorchSharp.torch;

namespace AeKit.Explorer;

/// <summary>
/// What stands where no script runs: decoded codes on a grid over the map's plane, its first dimension to the right and its
/// second upwards; of outputs that are no images, curves along the first dimension.
/// </summary>
/// <param name="Figure">The picture.</param>
/// <param name="Min">The output shown black, or at the bottom.</param>
/// <param name="Max">The output shown white, or at the top.</param>
internal sealed record StillPicture(Figure Figure, float Min, float Max)
{
    private const int Curves = 5;
    private const int MostPixels = 40_000;

    public static StillPicture Draw(ModelDecoder decoder, LatentSpace space, OutputShape shape, (double Min, double Max)? valueRange, string title)
    {
        bool plane = shape.IsImage && space.Size > 1;
        int columns = shape.IsImage ? Columns(shape) : Curves;
        int rows = plane ? columns : 1;
        float[] horizontal = Steps(space.Ranges[space.Map.Horizontal], columns);
        float[] vertical = Steps(space.Ranges[space.Map.Vertical], rows);

        var codes = new List<float>(rows * columns * space.Size);
        for (int row = rows - 1; row >= 0; row--)
        {
            foreach (float across in horizontal)
            {
                float[] code = [.. space.Start];
                if (plane)
                    code[space.Map.Vertical] = vertical[row];
                code[space.Map.Horizontal] = across;
                codes.AddRange(decoder.IntegerCodes ? code.Select(value => MathF.Round(value)) : code);
            }
        }
        Tensor points = tensor(codes.ToArray()).reshape(rows * columns, space.Size).to_type(decoder.NumberType);
        float[] outputs = decoder.Decode(points, space.StartLabel).ToArray();
        (double min, double max) = valueRange ?? (ReferenceEquals(decoder.Likelihood, Models.Likelihood.Bernoulli) || shape.IsImage ? (0, 1) : (outputs.Min(), outputs.Max()));
        if (!(max > min))
            max = min + 1;

        // A hundred shades are enough for the eye, and do not turn with the last bit of a processor.
        float[] shades = [.. outputs.Select(value => (float)(min + (Math.Round((value - min) / (max - min), 2) * (max - min))))];

        string first = space.Names[space.Map.Horizontal], second = space.Names[space.Map.Vertical];
        Figure figure = shape.IsImage
            ? Plot.Images(
                shades, shape.Height, shape.Width, columns,
                title: plane ? $"{title}: {first} to the right, {second} upwards" : $"{title}: {first} to the right",
                channels: shape.Channels, min: min, max: max)
            : Plot.Line(
                [.. horizontal.Select((value, i) => new Series($"{first} = {value:0.##}", outputs[(i * shape.Width)..((i + 1) * shape.Width)]))],
                title: title, xLabel: "output", yLabel: "value");
        return new StillPicture(figure, (float)min, (float)max);
    }

    private static int Columns(OutputShape shape) =>
        Math.Clamp((int)Math.Sqrt(MostPixels / (double)(shape.Channels * shape.Height * shape.Width)), 5, 11);

    private static float[] Steps((float Low, float High) range, int count) =>
        [.. Enumerable.Range(0, count).Select(i => count == 1 ? (range.Low + range.High) / 2 : range.Low + ((range.High - range.Low) * i / (count - 1)))];
}
