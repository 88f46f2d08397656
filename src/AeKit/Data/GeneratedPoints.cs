using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Points in double precision on their way to a <see cref="Dataset"/>.</summary>
internal static class GeneratedPoints
{
    /// <param name="name">What to call the data set.</param>
    /// <param name="points">Row-major, count × features.</param>
    /// <param name="features">Values of a point.</param>
    /// <param name="labels">One per point, or null.</param>
    /// <param name="order">The position that each point of the data set has in <paramref name="points"/>; null keeps them.</param>
    /// <param name="valueRange">See <see cref="Dataset.ValueRange"/>.</param>
    /// <param name="source">See <see cref="Dataset.Source"/>.</param>
    public static Dataset ToDataset(
        string name,
        double[] points,
        int features,
        long[]? labels = null,
        int[]? order = null,
        (double Min, double Max)? valueRange = null,
        string source = "")
    {
        order ??= [.. Enumerable.Range(0, points.Length / features)];
        var values = new float[points.Length];
        for (int i = 0, at = 0; i < order.Length; i++)
        {
            for (int j = 0; j < features; j++)
                values[at++] = (float)points[(order[i] * features) + j];
        }
        return new Dataset(
            name,
            tensor(values, [order.Length, features]),
            labels is null ? null : tensor(order.Select(i => labels[i]).ToArray()),
            valueRange: valueRange,
            source: source);
    }
}
