using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp.Kernels;

/// <summary>Reads and adds slices at given positions of [outer, size, inner] arrays; negative positions count from the end.</summary>
internal static class Positions
{
    internal static void Take<T>(ReadOnlySpan<T> x, int outer, int size, int inner, ReadOnlySpan<long> positions, Span<T> y)
    {
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < positions.Length; i++)
            {
                var at = (int)(positions[i] < 0 ? positions[i] + size : positions[i]);
                var from = x.Slice((o * size + at) * inner, inner);
                if (inner == 1) y[o * positions.Length + i] = from[0];
                else from.CopyTo(y.Slice((o * positions.Length + i) * inner, inner));
            }
    }

    internal static void Add<T>(ReadOnlySpan<T> x, int outer, int size, int inner, ReadOnlySpan<long> positions, Span<T> y) where T : unmanaged, INumber<T>
    {
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < positions.Length; i++)
            {
                var at = (int)(positions[i] < 0 ? positions[i] + size : positions[i]);
                var target = y.Slice((o * size + at) * inner, inner);
                if (inner == 1) target[0] += x[o * positions.Length + i];
                else TensorPrimitives.Add(target, x.Slice((o * positions.Length + i) * inner, inner), target);
            }
    }

    /// <summary>Turns positions along one dimension, given per element of an index, into positions in the flat array.</summary>
    internal static void Flatten(ReadOnlySpan<long> index, ReadOnlySpan<long> indexSizes, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, int dim, Span<long> flat)
    {
        Span<long> place = stackalloc long[sizes.Length];
        place.Clear();
        for (var i = 0; i < index.Length; i++)
        {
            long at = 0;
            for (var d = 0; d < sizes.Length; d++)
            {
                var p = d == dim ? index[i] < 0 ? index[i] + sizes[d] : index[i] : place[d];
                at += p * strides[d];
            }
            flat[i] = at;
            for (var d = sizes.Length - 1; d >= 0 && ++place[d] == indexSizes[d]; d--) place[d] = 0;
        }
    }
}
