namespace TorchSharp.Kernels;

/// <summary>
/// Along one axis, the positions of the map from which one element of the kernel sees a pixel, not padding:
/// position i sees pixel i · stride + k · dilation − padding.
/// </summary>
internal readonly struct Reach
{
    internal Reach(int k, int size, int map, int stride, int padding, int dilation)
    {
        Pixel = k * dilation - padding;
        First = Math.Clamp((stride - 1 - Pixel) / stride, 0, map);
        End = Math.Clamp((size - Pixel + stride - 1) / stride, First, map);
        Phase = ((Pixel % stride) + stride) % stride;
        Shift = (Pixel - Phase) / stride;
    }

    /// <summary>What position 0 sees, perhaps outside of the image.</summary>
    internal int Pixel { get; }

    internal int First { get; }
    internal int End { get; }

    /// <summary>Pixel modulo stride, the same for all positions.</summary>
    internal int Phase { get; }

    /// <summary>Pixel divided by stride: among the pixels of its phase, position i sees number i + Shift.</summary>
    internal int Shift { get; }
}
