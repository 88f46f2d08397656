using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(size, 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(size, 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([size], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([rows, columns], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2, dim3], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([size], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([rows, columns], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor zeros(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2, dim3], 0, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(size, 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(size, 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([size], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([rows, columns], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2, dim3], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([size], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([rows, columns], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor of ones.</summary>
    public static Tensor ones(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2, dim3], 1, dtype, device, requires_grad, names);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised(size, dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised(size, dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([size], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([rows, columns], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([dim0, dim1, dim2], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([dim0, dim1, dim2, dim3], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([size], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([rows, columns], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([dim0, dim1, dim2], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor whose elements are not initialised.</summary>
    public static Tensor empty(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised([dim0, dim1, dim2, dim3], dtype, device, names).requires_grad_(requires_grad);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(size, value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(size, value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([size], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([rows, columns], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2, dim3], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(int size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([size], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(int rows, int columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([rows, columns], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(int dim0, int dim1, int dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2], value, dtype ?? TypeOf(value), device, requires_grad, names);

    /// <summary>A tensor of equal elements.</summary>
    public static Tensor full(int dim0, int dim1, int dim2, int dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled([dim0, dim1, dim2, dim3], value, dtype ?? TypeOf(value), device, requires_grad, names);

    private static ScalarType TypeOf(Scalar value)
        => value.Type.IsFloatingPoint() ? get_default_dtype() : value.Type == ScalarType.Bool ? ScalarType.Bool : ScalarType.Int64;
}
