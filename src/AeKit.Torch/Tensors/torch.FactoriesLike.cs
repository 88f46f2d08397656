using TorchSharp.Autograd;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Zeros in the shape and type of <paramref name="input"/>.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(input.Layout.Sizes, 0, dtype ?? input.dtype, device, requires_grad, names);

    /// <summary>Ones in the shape and type of <paramref name="input"/>.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(input.Layout.Sizes, 1, dtype ?? input.dtype, device, requires_grad, names);

    /// <summary>Uninitialised elements in the shape and type of <paramref name="input"/>.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Uninitialised(input.Layout.Sizes, dtype ?? input.dtype, device, names).requires_grad_(requires_grad);

    /// <summary>Equal elements in the shape and type of <paramref name="input"/>.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.Filled(input.Layout.Sizes, value, dtype ?? input.dtype, device, requires_grad, names);

    /// <summary>The identity matrix, [rows, columns] with ones on the diagonal; square if <paramref name="columns"/> is negative.</summary>
    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        if (columns < 0) columns = rows;
        var result = zeros([rows, columns], dtype, device, false, names);
        using (no_grad())
        {
            using var diagonal = result.Relaid(Layout.Strided([Math.Min(rows, columns)], [columns + 1], 0));
            diagonal.fill_(1);
        }
        return result.requires_grad_(requires_grad);
    }

    /// <summary>start, start + step, … below stop.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Create.Range(start, stop, step, dtype, device, requires_grad);

    /// <summary>start, start + 1, … below stop.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Create.Range(start, stop, 1, dtype, device, requires_grad);

    /// <summary>0, 1, … below stop.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => Create.Range(0, stop, 1, dtype, device, requires_grad);

    /// <summary><paramref name="steps"/> numbers from start to end, both included, at equal distances.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var values = new double[steps];
        var step = steps > 1 ? (end - start) / (steps - 1) : 0;
        // From both ends towards the middle, as PyTorch does, so that the last number is exact.
        for (var i = 0; i < steps; i++) values[i] = i < steps / 2 ? start + i * step : end - (steps - 1 - i) * step;
        if (steps == 1) values[0] = start;
        return Create.From<double>(values, [steps], dtype ?? get_default_dtype(), device, requires_grad, null);
    }

    /// <summary>A tensor with the shape and elements of an array of any rank; what from_numpy is in PyTorch, but a copy.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => Create.From(rawArray, null, device, false, null);

    /// <summary>A tensor with the shape and elements of an array of any rank, converted to <paramref name="dtype"/>.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
        => Create.From(rawArray, dtype, device, requires_grad, names);

    /// <summary>A tensor with the shape and elements of an array of any rank.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => Create.From(data, dtype, device, false, null);

    public partial class Tensor
    {
        /// <summary>Sets all elements to <paramref name="value"/>. Returns this.</summary>
        public Tensor fill_(Scalar value)
        {
            var recorded = GradMode.Records(this);
            RequireWritable("fill_", recorded);
            if (Layout.IsContiguous)
            {
                Create.Fill(this, value);
            }
            else
            {
                using var number = Empty(Layout.Contiguous([]), dtype, tracked: false);
                Create.Fill(number, value);
                Ops.Copy.Into(number, this);
            }
            return ChangedBy(recorded ? new Ops.CopyIntoNode(this, null) : null);
        }

        /// <summary>Sets all elements to 0. Returns this.</summary>
        public Tensor zero_() => fill_(0);

        /// <summary>Zeros in the shape and type of this.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.zeros_like(this, dtype, device, requires_grad);

        /// <summary>Ones in the shape and type of this.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.ones_like(this, dtype, device, requires_grad);

        /// <summary>Uninitialised elements in the shape and type of this.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.empty_like(this, dtype, device, requires_grad);

        /// <summary>Equal elements in the shape and type of this.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.full_like(this, value, dtype, device, requires_grad);
    }
}
