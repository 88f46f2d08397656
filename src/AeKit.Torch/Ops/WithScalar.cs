using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Tensors;
using TorchSharp.Threads;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>An element-wise function of a tensor and a number, linear in the tensor.</summary>
internal interface IScalarOp
{
    string Name { get; }

    bool AlwaysFloat { get; }

    void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>;

    Tensor Gradient(Tensor grad);
}

/// <summary>y = x ± c.</summary>
internal readonly struct AddNumber(Scalar number, bool negated = false) : IScalarOp
{
    public string Name => negated ? "sub" : "add";
    public bool AlwaysFloat => false;

    void IScalarOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        if (negated) TensorPrimitives.Subtract(x, number.As<T>(), y);
        else TensorPrimitives.Add(x, number.As<T>(), y);
    }

    public Tensor Gradient(Tensor grad) => grad;
}

/// <summary>y = c · x.</summary>
internal readonly struct MulNumber(Scalar number) : IScalarOp
{
    public string Name => "mul";
    public bool AlwaysFloat => false;
    void IScalarOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(x, number.As<T>(), y);
    public Tensor Gradient(Tensor grad) => grad.mul(number);
}

/// <summary>y = x / c.</summary>
internal readonly struct DivNumber(Scalar number) : IScalarOp
{
    public string Name => "div";
    public bool AlwaysFloat => true;
    void IScalarOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Divide(x, number.As<T>(), y);
    public Tensor Gradient(Tensor grad) => grad.div(number);
}

/// <summary>Runs <see cref="IScalarOp"/>s and records them.</summary>
internal static class WithScalar
{
    internal static Tensor Apply<TOp>(TOp op, Tensor x, Scalar number) where TOp : struct, IScalarOp
    {
        var type = ResultType(x.dtype, number, op.AlwaysFloat);
        using var dense = new Dense(x, type);
        var y = Tensor.Empty(x.Layout, type);
        Forward(op, dense.Tensor, y);
        return GradMode.Records(x) ? y.ComputedBy(new ScalarNode<TOp>(op, x)) : y;
    }

    internal static Tensor ApplyInPlace<TOp>(TOp op, Tensor x, Scalar number) where TOp : struct, IScalarOp
    {
        var recorded = GradMode.Records(x);
        x.RequireWritable(op.Name + "_", recorded);
        var type = ResultType(x.dtype, number, op.AlwaysFloat);
        if (type != x.dtype)
            throw new InvalidOperationException($"{op.Name}_: the result is of type {type} and cannot be stored in a tensor of type {x.dtype}.");
        var node = recorded ? new ScalarNode<TOp>(op, x) : null;
        if (x.Layout.IsContiguous)
        {
            Forward(op, x, x);
        }
        else
        {
            using var y = Copy.Packed(x, type);
            Forward(op, y, y);
            Copy.Into(y, x);
        }
        return x.ChangedBy(node);
    }

    /// <summary>A number widens a tensor only to a higher category: bool, integer, floating point.</summary>
    internal static torch.ScalarType ResultType(torch.ScalarType type, Scalar number, bool alwaysFloat)
    {
        if (type.IsFloatingPoint()) return type;
        if (number.Type.IsFloatingPoint() || alwaysFloat) return torch.get_default_dtype();
        return type == torch.ScalarType.Bool && number.Type != torch.ScalarType.Bool ? torch.ScalarType.Int64 : type;
    }

    private static void Forward<TOp>(TOp op, Tensor x, Tensor y) where TOp : struct, IScalarOp
    {
        switch (y.dtype)
        {
            case torch.ScalarType.Float32: Forward<TOp, float>(op, x, y); break;
            case torch.ScalarType.Float64: Forward<TOp, double>(op, x, y); break;
            case torch.ScalarType.Int64: Forward<TOp, long>(op, x, y); break;
            case torch.ScalarType.Int32: Forward<TOp, int>(op, x, y); break;
            case torch.ScalarType.Int16: Forward<TOp, short>(op, x, y); break;
            case torch.ScalarType.Int8: Forward<TOp, sbyte>(op, x, y); break;
            default: Forward<TOp, byte>(op, x, y); break;
        }
    }

    private static unsafe void Forward<TOp, T>(TOp op, Tensor x, Tensor y) where TOp : struct, IScalarOp where T : unmanaged, INumber<T>
    {
        fixed (T* px = x.Span<T>(), py = y.Span<T>())
            ThreadTeam.Run(new Job<TOp, T> { Op = op, X = px, Y = py, Count = x.Layout.Count }, Chunk.CountOf(x.Layout.Count));
    }

    private unsafe struct Job<TOp, T> : IParallelJob where TOp : struct, IScalarOp where T : unmanaged, INumber<T>
    {
        internal TOp Op;
        internal T* X, Y;
        internal int Count;

        public readonly void Run(int part)
        {
            var (start, n) = (part * Chunk.Length, Chunk.LengthOf(part, Count));
            Op.Forward(new ReadOnlySpan<T>(X + start, n), new Span<T>(Y + start, n));
        }
    }
}

internal sealed class ScalarNode<TOp>(TOp op, Tensor input) : Node(input) where TOp : struct, IScalarOp
{
    internal override string Name => op.Name;

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        => inputGrads[0] = op.Gradient(grad);
}
