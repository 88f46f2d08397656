using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Tensors as the arrays that plots and .NET libraries take.</summary>
public static class TensorExtensions
{
    /// <summary>All values in row-major order, converted to float.</summary>
    public static float[] ToArray(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>All values of an integer tensor in row-major order.</summary>
    public static long[] ToInt64Array(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().cpu().to_type(ScalarType.Int64).contiguous().data<long>().ToArray();
    }

    /// <summary>A matrix (R, C) as an array [row, column], converted to float.</summary>
    /// <exception cref="ArgumentException">The tensor does not have two dimensions.</exception>
    public static float[,] ToArray2D(this Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.shape is not [var rows, var columns])
            throw new ArgumentException($"A matrix has 2 dimensions, but this tensor has shape ({string.Join(", ", tensor.shape)}).", nameof(tensor));
        var matrix = new float[rows, columns];
        Buffer.BlockCopy(tensor.ToArray(), 0, matrix, 0, checked((int)(rows * columns * sizeof(float))));
        return matrix;
    }
}
