using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Tensors;
using TorchSharp.Threads;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>An element-wise function of two tensors that are broadcast against each other.</summary>
internal interface IBinaryOp
{
    string Name { get; }

    /// <summary>Whether backward needs the operands.</summary>
    bool SavesOperands { get; }

    /// <summary>Whether integer operands give a floating-point result.</summary>
    bool AlwaysFloat { get; }

    /// <summary>y = f(a, b), spans of equal length.</summary>
    void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>;

    /// <summary>y = f(a, b) with one number on the right.</summary>
    void Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged, INumber<T>;

    /// <summary>y = f(a, b) with one number on the left.</summary>
    void Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, INumber<T>;

    /// <summary>The gradient of the left operand before its reduction to the operand's shape; operands are null unless saved.</summary>
    Tensor GradientLeft(Tensor grad, Tensor a, Tensor b);

    /// <summary>The gradient of the right operand before its reduction to the operand's shape.</summary>
    Tensor GradientRight(Tensor grad, Tensor a, Tensor b);
}

/// <summary>Runs <see cref="IBinaryOp"/>s and records them.</summary>
internal static class Binary
{
    internal static Tensor Apply<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IBinaryOp
    {
        var type = ResultType(op, a, b);
        var layout = Shape.Same(a.Layout.Sizes, b.Layout.Sizes) ? a.Layout
            : Layout.Contiguous(Shape.Broadcast(a.Layout.Sizes, b.Layout.Sizes, op.Name));
        var y = Tensor.Empty(layout, type);
        Forward(op, a, b, y);
        return GradMode.Records(a, b) ? y.ComputedBy(new BinaryNode<TOp>(op, a, b)) : y;
    }

    internal static Tensor ApplyInPlace<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IBinaryOp
    {
        var recorded = GradMode.Records(a, b);
        a.RequireWritable(op.Name + "_", recorded);
        Broadcasting.RequireFits(op.Name + "_", b.Layout.Sizes, a.Layout.Sizes);
        var type = ResultType(op, a, b);
        if (type.Category() > a.dtype.Category())
            throw new InvalidOperationException($"{op.Name}_: the result is of type {type} and cannot be stored in a tensor of type {a.dtype}.");
        if (a.Layout.IsContiguous && !(recorded && op.SavesOperands) && type == a.dtype && !ReferenceEquals(a.Storage, b.Storage))
        {
            var node = recorded ? new BinaryNode<TOp>(op, a, b) : null;
            Forward(op, a, b, a);
            return a.ChangedBy(node);
        }
        // The saved operand must survive the change of this tensor.
        using var left = recorded && op.SavesOperands ? a.clone() : a.Alias(tracked: false);
        using (torch.no_grad())
        {
            using var y = Apply(op, left, b);
            Copy.Into(y, a);
        }
        return a.ChangedBy(recorded ? new BinaryNode<TOp>(op, left, b) : null);
    }

    /// <summary>PyTorch's promotion: a zero-dimensional tensor does not widen a tensor with dimensions of the same category.</summary>
    internal static torch.ScalarType ResultType(Tensor a, Tensor b)
    {
        if (a.dtype == b.dtype) return a.dtype;
        var aIsNumber = a.Layout.Rank == 0;
        var bIsNumber = b.Layout.Rank == 0;
        if (aIsNumber == bIsNumber) return ElementTypes.Promote(a.dtype, b.dtype);
        var (array, number) = aIsNumber ? (b.dtype, a.dtype) : (a.dtype, b.dtype);
        if (array.Category() >= number.Category()) return array;
        return number.IsFloatingPoint() ? torch.get_default_dtype() : ElementTypes.Promote(array, number);
    }

    private static torch.ScalarType ResultType<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IBinaryOp
    {
        var type = ResultType(a, b);
        return op.AlwaysFloat && !type.IsFloatingPoint() ? torch.get_default_dtype() : type;
    }

    private static void Forward<TOp>(TOp op, Tensor a, Tensor b, Tensor y) where TOp : struct, IBinaryOp
    {
        using var left = new Rows(a, y);
        using var right = new Rows(b, y);
        switch (y.dtype)
        {
            case torch.ScalarType.Float32: Forward<TOp, float>(op, left, right, y); break;
            case torch.ScalarType.Float64: Forward<TOp, double>(op, left, right, y); break;
            case torch.ScalarType.Int64: Forward<TOp, long>(op, left, right, y); break;
            case torch.ScalarType.Int32: Forward<TOp, int>(op, left, right, y); break;
            case torch.ScalarType.Int16: Forward<TOp, short>(op, left, right, y); break;
            case torch.ScalarType.Int8: Forward<TOp, sbyte>(op, left, right, y); break;
            default:
                Forward<TOp, byte>(op, left, right, y);
                if (y.dtype == torch.ScalarType.Bool) Kernels.Strided.ToBool<byte>(y.Span<byte>(), y.Span<byte>());
                break;
        }
    }

    private static void Forward<TOp, T>(TOp op, Rows a, Rows b, Tensor y) where TOp : struct, IBinaryOp where T : unmanaged, INumber<T>
    {
        var target = y.Span<T>();
        if (target.IsEmpty) return;
        var x1 = a.Elements<T>();
        var x2 = b.Elements<T>();
        if ((a.IsWhole || a.IsNumber) && (b.IsWhole || b.IsNumber)) Flat(op, x1, a.IsWhole, x2, b.IsWhole, target);
        else ByRow(op, x1, a.StridesIn(y.Layout), x2, b.StridesIn(y.Layout), target, y.Layout.Sizes);
    }

    private static unsafe void Flat<TOp, T>(TOp op, ReadOnlySpan<T> a, bool aIsWhole, ReadOnlySpan<T> b, bool bIsWhole, Span<T> y)
        where TOp : struct, IBinaryOp where T : unmanaged, INumber<T>
    {
        fixed (T* pa = a, pb = b, py = y)
            ThreadTeam.Run(new FlatJob<TOp, T> { Op = op, A = pa, AIsWhole = aIsWhole, B = pb, BIsWhole = bIsWhole, Y = py, Count = y.Length }, Chunk.CountOf(y.Length));
    }

    private unsafe struct FlatJob<TOp, T> : IParallelJob where TOp : struct, IBinaryOp where T : unmanaged, INumber<T>
    {
        internal TOp Op;
        internal T* A, B, Y;
        internal bool AIsWhole, BIsWhole;
        internal int Count;

        public readonly void Run(int part)
        {
            var (start, n) = (part * Chunk.Length, Chunk.LengthOf(part, Count));
            var y = new Span<T>(Y + start, n);
            if (AIsWhole && BIsWhole) Op.Forward(new ReadOnlySpan<T>(A + start, n), new ReadOnlySpan<T>(B + start, n), y);
            else if (AIsWhole) Op.Forward(new ReadOnlySpan<T>(A + start, n), *B, y);
            else if (BIsWhole) Op.Forward(*A, new ReadOnlySpan<T>(B + start, n), y);
            else y.Fill(First(*A, *B));
        }

        private readonly T First(T a, T b)
        {
            T y = default;
            Op.Forward(new ReadOnlySpan<T>(in a), b, new Span<T>(ref y));
            return y;
        }
    }

    private static void ByRow<TOp, T>(TOp op, ReadOnlySpan<T> a, ReadOnlySpan<long> aStrides, ReadOnlySpan<T> b, ReadOnlySpan<long> bStrides, Span<T> y, ReadOnlySpan<long> sizes)
        where TOp : struct, IBinaryOp where T : unmanaged, INumber<T>
    {
        if (sizes.Length > 1)
        {
            var step = y.Length / (int)sizes[0];
            for (var i = 0; i < sizes[0]; i++)
                ByRow(op, a[(int)(i * aStrides[0])..], aStrides[1..], b[(int)(i * bStrides[0])..], bStrides[1..], y.Slice(i * step, step), sizes[1..]);
            return;
        }
        var n = y.Length;
        if (n == 1 || (aStrides[0] == 1 && bStrides[0] == 1)) op.Forward(a[..n], b[..n], y);
        else if (bStrides[0] == 0) op.Forward(a[..n], b[0], y);
        else op.Forward(a[0], b[..n], y);
    }
}

/// <summary>
/// An operand prepared for row-by-row work: converted to the result's type, its last dimension either contiguous
/// or one repeated number.
/// </summary>
internal readonly ref struct Rows
{
    private readonly Tensor _tensor;
    private readonly bool _copied;

    internal Rows(Tensor operand, Tensor result)
    {
        _copied = operand.dtype != result.dtype || !operand.Layout.IsContiguous;
        _tensor = _copied ? Copy.Packed(operand, result.dtype) : operand;
        IsWhole = _tensor.Layout.Count == result.Layout.Count;
        IsNumber = _tensor.Layout.Count == 1;
    }

    /// <summary>The steps with which the operand is read as if it had the result's shape.</summary>
    internal long[] StridesIn(Layout result) => Broadcasting.Strides(_tensor.Layout, result.Sizes);

    /// <summary>Nothing is repeated.</summary>
    internal bool IsWhole { get; }

    /// <summary>A single number.</summary>
    internal bool IsNumber { get; }

    internal ReadOnlySpan<T> Elements<T>() where T : unmanaged => _tensor.Span<T>();

    public void Dispose()
    {
        if (_copied) _tensor.Dispose();
    }
}

internal sealed class BinaryNode<TOp> : Node where TOp : struct, IBinaryOp
{
    private readonly TOp _op;
    private readonly long[] _aSizes;
    private readonly long[] _bSizes;
    private readonly torch.ScalarType _aType;
    private readonly torch.ScalarType _bType;
    private SavedTensor _a;
    private SavedTensor _b;

    internal BinaryNode(TOp op, Tensor a, Tensor b) : base(a, b)
    {
        _op = op;
        (_aSizes, _aType) = (a.Layout.Sizes, a.dtype);
        (_bSizes, _bType) = (b.Layout.Sizes, b.dtype);
        if (!op.SavesOperands) return;
        _a = new SavedTensor(a);
        _b = new SavedTensor(b);
    }

    internal override string Name => _op.Name;

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
    {
        Tensor a = null!, b = null!;
        if (_op.SavesOperands) (a, b) = (_a.Unpack(this), _b.Unpack(this));
        if (Needs(0)) inputGrads[0] = Fit(_op.GradientLeft(grad, a, b), _aSizes, _aType);
        if (Needs(1)) inputGrads[1] = Fit(_op.GradientRight(grad, a, b), _bSizes, _bType);
    }

    internal override void Release()
    {
        _a.Release();
        _b.Release();
    }

    private static Tensor Fit(Tensor gradient, long[] sizes, torch.ScalarType type)
    {
        var fitted = Broadcasting.SumTo(gradient, sizes);
        return fitted.dtype == type ? fitted : fitted.to_type(type);
    }
}
