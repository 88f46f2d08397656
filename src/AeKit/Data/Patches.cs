using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Square pieces of images as examples: what an autoencoder of natural images learns from.</summary>
public static class Patches
{
    /// <summary>All patches of a regular grid, image by image, row by row.</summary>
    /// <param name="images">Grey or RGB images; their labels do not go over.</param>
    /// <param name="size">Height and width of a patch, P.</param>
    /// <param name="step">Pixels from one patch to the next; P, the default, cuts without overlap. What does not fill a patch at the right and lower edge is left out.</param>
    /// <returns>Features (N, C·P²), shape P×P or C×P×P; the value range of the images.</returns>
    /// <exception cref="ArgumentException">The examples are not images, or smaller than a patch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A step below 1.</exception>
    public static Dataset Extract(Dataset images, int size = 8, int? step = null)
    {
        var (_, height, width) = Check(images, size);
        int stride = step ?? size;
        if (stride < 1)
            throw new ArgumentOutOfRangeException(nameof(step), step, "From one patch to the next there is at least one pixel.");
        return Cut(images, size,
            from image in Enumerable.Range(0, images.Count)
            from y in Range(height, size, stride)
            from x in Range(width, size, stride)
            select (image, y, x));
    }

    /// <summary>Patches at random places; the same seed always gives the same ones.</summary>
    /// <param name="images">Grey or RGB images; their labels do not go over.</param>
    /// <param name="count">How many, N; places may come more than once.</param>
    /// <param name="size">Height and width of a patch, P.</param>
    /// <param name="seed">Seeds a generator of its own.</param>
    /// <returns>Features (N, C·P²), shape P×P or C×P×P; the value range of the images.</returns>
    /// <exception cref="ArgumentException">The examples are not images, or smaller than a patch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1.</exception>
    public static Dataset Sample(Dataset images, int count, int size = 8, uint seed = 0)
    {
        var (_, height, width) = Check(images, size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var random = new NumpyRandom(seed);
        int Next(int places) => (int)(random.NextDouble() * places);
        return Cut(images, size, Enumerable.Range(0, count).Select(_ => (Next(images.Count), Next(height - size + 1), Next(width - size + 1))));
    }

    private static (int Channels, int Height, int Width) Check(Dataset images, int size)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.ImageSize is not var (channels, height, width))
            throw new ArgumentException($"{images.Name}: patches are cut from images; an example of shape {string.Join('×', images.ExampleShape)} is none.", nameof(images));
        if (size < 1 || size > Math.Min(height, width))
            throw new ArgumentException($"{images.Name}: a patch of an image of {height}×{width} pixels has a side of 1 to {Math.Min(height, width)}, not {size}.", nameof(size));
        return (channels, height, width);
    }

    private static Dataset Cut(Dataset images, int size, IEnumerable<(int Image, int Y, int X)> places)
    {
        var (channels, height, width) = images.ImageSize!.Value;
        float[] pixels = images.Features.ToArray();
        (int Image, int Y, int X)[] all = [.. places];
        var patches = new float[all.Length * channels * size * size];
        int at = 0;
        foreach (var (image, y, x) in all)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int row = 0; row < size; row++, at += size)
                    Array.Copy(pixels, (((((image * channels) + channel) * height) + y + row) * width) + x, patches, at, size);
            }
        }
        long[] shape = images.ExampleShape.Length == 2 ? [size, size] : [channels, size, size];
        return new Dataset($"patches of {images.Name}", tensor(patches, [all.Length, channels * size * size]), null, shape, images.ValueRange, images.Source);
    }

    private static IEnumerable<int> Range(int length, int size, int step) => Enumerable.Range(0, ((length - size) / step) + 1).Select(i => i * step);
}
