using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>
/// Between images and the matrix of their patches [channels · kernel, rows · map width], whose columns are the pixels
/// each position of the kernel sees, for rows of the map that are numbered through the batch. One channel at a time is
/// split into planes by the phase of the stride, so that what an element of the kernel sees lies side by side.
/// </summary>
internal abstract unsafe class Unfolding<T> : IDisposable where T : unmanaged, INumber<T>
{
    /// <summary>Elements that vector code may touch beyond a row of patches.</summary>
    internal const int Slack = 16;

    /// <summary>For blocks of at most so many rows.</summary>
    internal static Unfolding<T> Of(in ConvolutionShape s, int rows)
        => AlignedUnfolding<T>.Fits(s) ? new AlignedUnfolding<T>(s, rows) : new RowUnfolding<T>(s);

    public abstract void Dispose();

    /// <summary>Scratch memory for so many rows of the map, anywhere in the batch.</summary>
    internal abstract long PlaneElements(int rows);

    /// <summary>Writes what the rows see; a row of patches may be overwritten up to <see cref="Slack"/> beyond its end.</summary>
    internal abstract void Unfold(T* images, int group, int firstRow, int rows, T* planes, T* patches, int patchStride);

    /// <summary>
    /// The adjoint: adds every patch back to the pixels it was read from, and <paramref name="bias"/>, one number per
    /// channel, to all pixels. Blocks of rows of one image come in order, with the same scratch memory.
    /// </summary>
    internal abstract void Fold(T* patches, int patchStride, int group, int firstRow, int rows, T* planes, ReadOnlySpan<T> bias, T* images);
}
