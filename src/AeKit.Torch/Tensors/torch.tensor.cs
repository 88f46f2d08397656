using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false)
        => Create.From<float>([scalar], [], null, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Create.From<double>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Create.From<long>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(dataArray, [dataArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(dataArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false)
        => Create.From<int>([scalar], [], null, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(int[] rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false)
        => Create.From<short>([scalar], [], null, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<short> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false)
        => Create.From<sbyte>([scalar], [], null, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false)
        => Create.From<byte>([scalar], [], null, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A zero-dimensional tensor.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Create.From<bool>([scalar], [], dtype, device, requires_grad, null);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Length], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A tensor of one dimension.</summary>
    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>A tensor of the given sizes, from elements row by row.</summary>
    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dimensions, dtype, device, requires_grad, names);

    /// <summary>A matrix, from elements row by row.</summary>
    public static Tensor tensor(IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [rows, columns], dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2], dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions, from elements row by row.</summary>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    /// <summary>A matrix.</summary>
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of three dimensions.</summary>
    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor of four dimensions.</summary>
    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);
}
