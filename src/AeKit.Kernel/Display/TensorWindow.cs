namespace AeKit.Kernel.Display;

/// <summary>Which values of a tensor are shown: all of a small one, and the first and last three in each dimension of a large one.</summary>
internal sealed class TensorWindow
{
    private const int MostValues = 1000;
    private const int Edge = 3;
    private const int MostShown = 4096;

    private TensorWindow(IReadOnlyList<long[]> indices) => Indices = indices;

    /// <summary>For each dimension the indices that are shown, ascending.</summary>
    public IReadOnlyList<long[]> Indices { get; }

    /// <summary>The window of a shape, or null if even the outer values are too many to read.</summary>
    public static TensorWindow? Of(IReadOnlyList<long> shape)
    {
        var isWhole = shape.Aggregate(1L, (product, size) => product * size) <= MostValues;
        var indices = shape.Select(size => Enumerable.Range(0, (int)Math.Min(size, isWhole ? MostValues : 2 * Edge))
            .Select(i => isWhole || size <= 2 * Edge || i < Edge ? i : size - 2 * Edge + i)
            .ToArray()).ToList();
        return indices.Aggregate(1L, (product, shown) => product * shown.Length) <= MostShown ? new(indices) : null;
    }

    /// <summary>The positions of the values in row-major order, ascending.</summary>
    public IEnumerable<long> Positions(IReadOnlyList<long> shape)
    {
        IEnumerable<long> positions = [0];
        for (var dimension = 0; dimension < shape.Count; dimension++)
        {
            var (size, indices) = (shape[dimension], Indices[dimension]);
            positions = positions.SelectMany(position => indices.Select(index => position * size + index));
        }
        return positions;
    }
}
