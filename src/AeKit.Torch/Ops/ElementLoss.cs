using System.Numerics.Tensors;
using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Memory;
using TorchSharp.Tensors;
using TorchSharp.Threads;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>
/// A loss per element of an input and a target of the same shape, reduced to its mean or sum. The spans are blocks
/// of at most <see cref="Unary.Block"/> elements.
/// </summary>
internal interface IElementLoss
{
    string Name { get; }

    /// <summary>y = loss(x, t).</summary>
    void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>dx = factor · ∂loss/∂x.</summary>
    void Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, T factor, Span<T> dx) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>∂loss/∂x in tensor operations.</summary>
    Tensor Slope(Tensor x, Tensor t);

    /// <summary>loss(x, t) in tensor operations, for weighting, targets that need gradients, and second derivatives.</summary>
    Tensor Elements(Tensor x, Tensor t);
}

/// <summary>Runs <see cref="IElementLoss"/>es: without materialising the loss per element where possible.</summary>
internal static class ElementLoss
{
    internal static Tensor Apply<TLoss>(TLoss loss, Tensor x, Tensor t, Tensor? weight, torch.nn.Reduction reduction) where TLoss : struct, IElementLoss
    {
        if (!Shape.Same(x.Layout.Sizes, t.Layout.Sizes))
            throw new ArgumentException($"{loss.Name}: input of shape {Shape.Text(x.Layout.Sizes)} and target of shape {Shape.Text(t.Layout.Sizes)} must be equal.");
        if (!x.is_floating_point() || x.dtype != t.dtype)
            throw new ArgumentException($"{loss.Name}: input and target must have the same floating-point type, got {x.dtype} and {t.dtype}; convert the target with to_type().");
        if (weight is not null || reduction == torch.nn.Reduction.None || GradMode.Records(t))
        {
            var elements = loss.Elements(x, t);
            if (weight is not null) elements = elements.mul(weight);
            return Reduce(elements, reduction);
        }
        using var xs = new Dense(x);
        using var ts = new Dense(t);
        var divisor = reduction == torch.nn.Reduction.Mean ? x.Layout.Count : 1;
        var total = x.dtype == torch.ScalarType.Float32
            ? Total<TLoss, float>(loss, xs.Span<float>(), ts.Span<float>())
            : Total<TLoss, double>(loss, xs.Span<double>(), ts.Span<double>());
        var y = Tensor.Empty(Layout.Contiguous([]), x.dtype);
        if (x.dtype == torch.ScalarType.Float32) y.Span<float>()[0] = (float)(total / divisor);
        else y.Span<double>()[0] = total / divisor;
        return GradMode.Records(x) ? y.ComputedBy(new ElementLossNode<TLoss>(loss, x, t, divisor)) : y;
    }

    internal static Tensor Reduce(Tensor elements, torch.nn.Reduction reduction) => reduction switch
    {
        torch.nn.Reduction.Mean => elements.mean(),
        torch.nn.Reduction.Sum => elements.sum(),
        _ => elements,
    };

    private static unsafe double Total<TLoss, T>(TLoss loss, ReadOnlySpan<T> x, ReadOnlySpan<T> t)
        where TLoss : struct, IElementLoss where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parts = Chunk.CountOf(x.Length);
        using var totals = new PinnedMemory<double>(parts);
        fixed (T* px = x, pt = t)
            ThreadTeam.Run(new TotalJob<TLoss, T> { Loss = loss, X = px, Target = pt, Count = x.Length, Totals = totals.Pointer }, parts);
        double total = 0;
        for (var part = 0; part < parts; part++) total += totals.Pointer[part];
        return total;
    }

    private unsafe struct TotalJob<TLoss, T> : IParallelJob where TLoss : struct, IElementLoss where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal TLoss Loss;
        internal T* X, Target;
        internal int Count;
        internal double* Totals;

        public readonly void Run(int part)
        {
            var block = Scratch.Outer<T>(Unary.Block);
            var end = part * Chunk.Length + Chunk.LengthOf(part, Count);
            double total = 0;
            for (var i = part * Chunk.Length; i < end; i += Unary.Block)
            {
                var n = Math.Min(Unary.Block, end - i);
                Loss.Forward(new ReadOnlySpan<T>(X + i, n), new ReadOnlySpan<T>(Target + i, n), block[..n]);
                total += double.CreateTruncating(TensorPrimitives.Sum<T>(block[..n]));
            }
            Totals[part] = total;
        }
    }

    internal static Tensor Derivative<TLoss>(TLoss loss, Tensor x, Tensor t, double factor) where TLoss : struct, IElementLoss
    {
        using var xs = new Dense(x);
        using var ts = new Dense(t);
        var dx = Tensor.Empty(x.Layout, x.dtype);
        if (x.dtype == torch.ScalarType.Float32) Derivative<TLoss, float>(loss, xs.Span<float>(), ts.Span<float>(), dx.Span<float>(), factor);
        else Derivative<TLoss, double>(loss, xs.Span<double>(), ts.Span<double>(), dx.Span<double>(), factor);
        return dx;
    }

    private static unsafe void Derivative<TLoss, T>(TLoss loss, ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> dx, double factor)
        where TLoss : struct, IElementLoss where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x, pt = t, pDx = dx)
            ThreadTeam.Run(new DerivativeJob<TLoss, T> { Loss = loss, X = px, Target = pt, Factor = T.CreateTruncating(factor), Dx = pDx, Count = x.Length }, Chunk.CountOf(x.Length));
    }

    private unsafe struct DerivativeJob<TLoss, T> : IParallelJob where TLoss : struct, IElementLoss where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal TLoss Loss;
        internal T* X, Target, Dx;
        internal T Factor;
        internal int Count;

        public readonly void Run(int part)
        {
            var end = part * Chunk.Length + Chunk.LengthOf(part, Count);
            for (var i = part * Chunk.Length; i < end; i += Unary.Block)
            {
                var n = Math.Min(Unary.Block, end - i);
                Loss.Derivative(new ReadOnlySpan<T>(X + i, n), new ReadOnlySpan<T>(Target + i, n), Factor, new Span<T>(Dx + i, n));
            }
        }
    }
}

internal sealed class ElementLossNode<TLoss>(TLoss loss, Tensor x, Tensor t, double divisor) : Node(x) where TLoss : struct, IElementLoss
{
    private SavedTensor _x = new(x);
    private SavedTensor _t = new(t);

    internal override string Name => loss.Name;

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
    {
        var (x, t) = (_x.Unpack(this), _t.Unpack(this));
        if (!differentiable)
        {
            inputGrads[0] = ElementLoss.Derivative(loss, x, t, Number(grad) / divisor);
            return;
        }
        inputGrads[0] = loss.Slope(x, t).mul(grad.div(divisor));
    }

    internal override void Release()
    {
        _x.Release();
        _t.Release();
    }

    private static double Number(Tensor grad) => grad.dtype == torch.ScalarType.Float32 ? grad.Span<float>()[0] : grad.Span<double>()[0];
}
