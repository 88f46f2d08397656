using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Memory;
using TorchSharp.Threads;

namespace TorchSharp.Kernels;

/// <summary>
/// The three maps of a convolution, each linear in both arguments, as matrix products with patches:
/// image × weight → map, map × weight → image, image × map → weight. Patches are made for a block of rows of the map at
/// a time: some rows of one image, or many images side by side. Blocks and parts depend on the shape alone. Finish is
/// what is done to pieces of the result once they are complete.
/// </summary>
internal static unsafe class Convolutions
{
    /// <summary>Parts in which the gradient of a weight is summed.</summary>
    private const int Shards = 8;

    /// <summary>Columns and images from which a part is worth the trouble.</summary>
    private const int PartColumns = 2048;
    private const int PartImages = 16;

    internal static void ToMap<T>(in ConvolutionShape s, ReadOnlySpan<T> images, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> maps, delegate*<T*, int, void> finish = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = s.BlockRows;
        using var unfolding = Unfolding<T>.Of(s, rows);
        fixed (T* pImages = images, pWeight = weight, pBias = bias, pMaps = maps)
            RunAll(new MapJob<T> { Shape = s, Unfolding = unfolding, Rows = rows, Images = pImages, Weight = pWeight, Bias = pBias, Maps = pMaps, Finish = finish }, s.Groups, Pieces(s.AllMapRows, rows));
    }

    internal static void ToImage<T>(in ConvolutionShape s, ReadOnlySpan<T> maps, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, Span<T> images, delegate*<T*, int, void> finish = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (size, count) = (s.GroupFilters * s.Patch, Math.Clamp(PartColumns / s.MapSize, 1, PartImages));
        using var unfolding = Unfolding<T>.Of(s, s.BlockRows);
        using var transposed = new PinnedMemory<T>(weight.Length);
        for (var g = 0; g < s.Groups; g++)
            Strided.Copy(weight.Slice(g * size, size), [1, s.Patch], new(transposed.Pointer + g * size, size), [s.GroupFilters, 1], [s.Patch, s.GroupFilters]);
        fixed (T* pMaps = maps, pBias = bias, pImages = images)
            RunAll(new ImageJob<T> { Shape = s, Unfolding = unfolding, Count = count, Maps = pMaps, Weight = transposed.Pointer, Bias = pBias, Images = pImages, Finish = finish }, s.Groups, Pieces(s.Batch, count));
    }

    internal static void ToWeight<T>(in ConvolutionShape s, ReadOnlySpan<T> images, ReadOnlySpan<T> maps, Span<T> weight)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        weight.Clear();
        // Whole images if there are enough, and not so few rows that adding up the shards costs more than the products.
        var rows = Math.Max(Pieces(s.AllMapRows, Shards), s.BlockRows);
        if (rows >= s.MapHeight) rows = Pieces(rows, s.MapHeight) * s.MapHeight;
        var (size, parts) = (s.GroupFilters * s.Patch, Pieces(s.AllMapRows, rows));
        if (parts == 0) return;
        using var unfolding = Unfolding<T>.Of(s, s.BlockRows);
        using var sums = new PinnedMemory<T>((long)s.Groups * parts * size);
        fixed (T* pImages = images, pMaps = maps)
            RunAll(new WeightJob<T> { Shape = s, Unfolding = unfolding, Rows = rows, Images = pImages, Maps = pMaps, Sums = sums.Pointer }, s.Groups, parts);
        for (var g = 0; g < s.Groups; g++)
        {
            var sum = new Span<T>(sums.Pointer + (nint)g * parts * size, size);
            for (var i = 1; i < parts; i++) TensorPrimitives.Add(sum, new ReadOnlySpan<T>(sums.Pointer + ((nint)g * parts + i) * size, size), sum);
            Strided.Copy(sum, [1, s.GroupFilters], weight.Slice(g * size, size), [s.Patch, 1], [s.GroupFilters, s.Patch]);
        }
    }

    private static void RunAll<TJob>(TJob job, int groups, int parts) where TJob : struct, IGroupJob
        => ThreadTeam.Run(new GroupJob<TJob> { Job = job, Parts = parts }, groups * parts);

    private static int Pieces(int count, int each) => (count + each - 1) / each;

    // An odd number of cache lines, so that the elements of a column fall on different cache sets.
    private static int PatchStride<T>(int columns) where T : unmanaged, INumber<T> => ((columns + Unfolding<T>.Slack + 15) / 16 | 1) * 16;

    /// <summary>Puts rows of the maps of many images side by side.</summary>
    private static void GatherMaps<T>(in ConvolutionShape s, int g, int firstRow, int rows, T* maps, T* target) where T : unmanaged
    {
        foreach (var part in MapRows.Of(s, firstRow, rows))
        {
            var count = part.Count * s.MapWidth;
            for (var n = 0; n < part.Images; n++, target += count)
                for (var f = 0; f < s.GroupFilters; f++)
                    StridedRows.Copy(maps + MapStart(s, part, n, g) + f * s.MapSize, target + f * rows * s.MapWidth, count);
        }
    }

    private static nint MapStart(in ConvolutionShape s, in MapRows part, int n, int g)
        => (nint)((part.Image + n) * s.Filters + g * s.GroupFilters) * s.MapSize + part.First * s.MapWidth;

    /// <summary>Some of the work on the channels of one group.</summary>
    private interface IGroupJob
    {
        void Run(int group, int part);
    }

    private struct GroupJob<TJob> : IParallelJob where TJob : struct, IGroupJob
    {
        internal TJob Job;
        internal int Parts;

        public readonly void Run(int part) => Job.Run(part / Parts, part % Parts);
    }

    private struct MapJob<T> : IGroupJob where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal ConvolutionShape Shape;
        internal Unfolding<T> Unfolding;
        internal int Rows;
        internal T* Images, Weight, Bias, Maps;
        internal delegate*<T*, int, void> Finish;

        public readonly void Run(int group, int part)
        {
            var (s, firstRow) = (Shape, part * Rows);
            var rows = Math.Min(Rows, s.AllMapRows - firstRow);
            var columns = rows * s.MapWidth;
            var stride = PatchStride<T>(columns);
            using var patches = new PinnedMemory<T>((long)s.Patch * stride);
            using var planes = new PinnedMemory<T>(Unfolding.PlaneElements(rows));
            using var product = new PinnedMemory<T>((long)s.GroupFilters * columns);
            Unfolding.Unfold(Images, group, firstRow, rows, planes.Pointer, patches.Pointer, stride);
            Gemm.Multiply(s.GroupFilters, columns, s.Patch,
                new MatrixView<T>(new(Weight + group * s.GroupFilters * s.Patch, s.GroupFilters * s.Patch), s.Patch, 1),
                new MatrixView<T>(new(patches.Pointer, s.Patch * stride), stride, 1), [], new(product.Pointer, s.GroupFilters * columns));
            var column = product.Pointer;
            foreach (var neighbours in MapRows.Of(s, firstRow, rows))
            {
                var count = neighbours.Count * s.MapWidth;
                for (var n = 0; n < neighbours.Images; n++, column += count)
                    for (var f = 0; f < s.GroupFilters; f++)
                    {
                        var target = Maps + MapStart(s, neighbours, n, group) + f * s.MapSize;
                        StridedRows.Add(column + f * columns, Bias == null ? T.Zero : Bias[group * s.GroupFilters + f], target, count);
                        if (Finish != null) Finish(target, count);
                    }
            }
        }
    }

    private struct ImageJob<T> : IGroupJob where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal ConvolutionShape Shape;
        internal Unfolding<T> Unfolding;
        internal int Count;
        internal T* Maps, Weight, Bias, Images;
        internal delegate*<T*, int, void> Finish;

        public readonly void Run(int group, int part)
        {
            var s = Shape;
            var end = Math.Min((part + 1) * Count, s.Batch) * s.MapHeight;
            var blockRows = Math.Min(s.BlockRows, Count * s.MapHeight);
            using var planes = new PinnedMemory<T>(Unfolding.PlaneElements(blockRows));
            using var patches = new PinnedMemory<T>((long)s.Patch * blockRows * s.MapWidth + Unfolding<T>.Slack);
            using var gathered = new PinnedMemory<T>((long)s.GroupFilters * blockRows * s.MapWidth);
            var bias = Bias == null ? default : new ReadOnlySpan<T>(Bias + group * s.GroupChannels, s.GroupChannels);
            for (var row = part * Count * s.MapHeight; row < end; row += blockRows)
            {
                var rows = Math.Min(blockRows, end - row);
                var columns = rows * s.MapWidth;
                GatherMaps(s, group, row, rows, Maps, gathered.Pointer);
                Gemm.Multiply(s.Patch, columns, s.GroupFilters,
                    new MatrixView<T>(new(Weight + group * s.GroupFilters * s.Patch, s.GroupFilters * s.Patch), s.GroupFilters, 1),
                    new MatrixView<T>(new(gathered.Pointer, s.GroupFilters * columns), columns, 1), [], new(patches.Pointer, s.Patch * columns));
                Unfolding.Fold(patches.Pointer, columns, group, row, rows, planes.Pointer, bias, Images);
            }
            if (Finish == null) return;
            for (var n = part * Count; n < end / s.MapHeight; n++)
                Finish(Images + (nint)(n * s.Channels + group * s.GroupChannels) * s.ImageSize, s.GroupChannels * s.ImageSize);
        }
    }

    private struct WeightJob<T> : IGroupJob where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal ConvolutionShape Shape;
        internal Unfolding<T> Unfolding;
        internal int Rows;
        internal T* Images, Maps, Sums;

        public readonly void Run(int group, int part)
        {
            var (s, firstRow) = (Shape, part * Rows);
            var parts = Pieces(s.AllMapRows, Rows);
            var end = Math.Min(firstRow + Rows, s.AllMapRows);
            var blockRows = Math.Min(s.BlockRows, Rows);
            var stride = PatchStride<T>(blockRows * s.MapWidth);
            using var patches = new PinnedMemory<T>((long)s.Patch * stride);
            using var planes = new PinnedMemory<T>(Unfolding.PlaneElements(blockRows));
            using var gathered = new PinnedMemory<T>((long)s.GroupFilters * blockRows * s.MapWidth);
            var sum = new Span<T>(Sums + ((nint)group * parts + part) * s.Patch * s.GroupFilters, s.Patch * s.GroupFilters);
            for (var row = firstRow; row < end; row += blockRows)
            {
                var rows = Math.Min(blockRows, end - row);
                var columns = rows * s.MapWidth;
                Unfolding.Unfold(Images, group, row, rows, planes.Pointer, patches.Pointer, stride);
                GatherMaps(s, group, row, rows, Maps, gathered.Pointer);
                // The transpose of the gradient: the patches, by far the larger matrix, are read along their rows.
                Gemm.Multiply(s.Patch, s.GroupFilters, columns, new MatrixView<T>(new(patches.Pointer, s.Patch * stride), stride, 1),
                    new MatrixView<T>(new(gathered.Pointer, s.GroupFilters * columns), 1, columns), [], sum, adds: row > firstRow);
            }
        }
    }
}
