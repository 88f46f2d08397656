using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Memory;
using TorchSharp.Tensors;
using TorchSharp.Threads;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>
/// An element-wise function of one tensor. The spans are blocks of at most <see cref="Unary.Block"/> elements, so
/// an implementation may keep intermediate results in a <see cref="Memory.Scratch"/> lane.
/// </summary>
internal interface IUnaryOp
{
    string Name { get; }

    /// <summary>Whether backward needs the output rather than the input.</summary>
    bool SavesOutput { get; }

    /// <summary>y = f(x).</summary>
    void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>dx = grad · f′, from what was saved.</summary>
    void Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The same in tensor operations, which can be differentiated again.</summary>
    Tensor Gradient(Tensor grad, Tensor saved);
}

/// <summary>Runs <see cref="IUnaryOp"/>s and records them.</summary>
internal static class Unary
{
    internal const int Block = 1024;

    internal static Tensor Apply<TOp>(TOp op, Tensor x) where TOp : struct, IUnaryOp
    {
        var type = x.dtype.IsFloatingPoint() ? x.dtype : torch.get_default_dtype();
        using var dense = new Dense(x, type);
        var y = Tensor.Empty(x.Layout, type);
        Forward(op, dense.Tensor, y);
        return GradMode.Records(x) ? y.ComputedBy(new UnaryNode<TOp>(op, x, op.SavesOutput ? y : x)) : y;
    }

    internal static Tensor ApplyInPlace<TOp>(TOp op, Tensor x) where TOp : struct, IUnaryOp
    {
        if (!x.dtype.IsFloatingPoint())
            throw new InvalidOperationException($"{op.Name}_: the result is floating point and cannot be stored in a tensor of type {x.dtype}.");
        var recorded = GradMode.Records(x);
        x.RequireWritable(op.Name + "_", recorded);
        if (!recorded && x.Layout.IsContiguous)
        {
            Forward(op, x, x);
            return x.ChangedBy(null);
        }
        // The saved input must survive its own change, so the new values get a storage of their own first.
        using var input = recorded && !op.SavesOutput ? x.clone() : x.Alias(tracked: false);
        using var y = Apply(op, input.detach());
        Copy.Into(y, x);
        x.ChangedBy(null);
        return recorded ? x.Rebased(new UnaryNode<TOp>(op, x, op.SavesOutput ? x : input)) : x;
    }

    private static void Forward<TOp>(TOp op, Tensor x, Tensor y) where TOp : struct, IUnaryOp
    {
        if (x.dtype == torch.ScalarType.Float32) Forward<TOp, float>(op, x.Span<float>(), y.Span<float>());
        else Forward<TOp, double>(op, x.Span<double>(), y.Span<double>());
    }

    private static unsafe void Forward<TOp, T>(TOp op, ReadOnlySpan<T> x, Span<T> y)
        where TOp : struct, IUnaryOp where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x, py = y)
            ThreadTeam.Run(new ForwardJob<TOp, T> { Op = op, X = px, Y = py, Count = x.Length }, Chunk.CountOf(x.Length));
    }

    private unsafe struct ForwardJob<TOp, T> : IParallelJob where TOp : struct, IUnaryOp where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal TOp Op;
        internal T* X, Y;
        internal int Count;

        public readonly void Run(int part)
        {
            var end = part * Chunk.Length + Chunk.LengthOf(part, Count);
            for (var i = part * Chunk.Length; i < end; i += Block)
            {
                var n = Math.Min(Block, end - i);
                Op.Forward(new ReadOnlySpan<T>(X + i, n), new Span<T>(Y + i, n));
            }
        }
    }

    /// <summary>An operation without parameters on numbers in place, for kernels that apply it to what they have just computed.</summary>
    internal static unsafe void Finish<TOp>(float* y, int count) where TOp : struct, IUnaryOp
    {
        for (var i = 0; i < count; i += Block)
        {
            var block = new Span<float>(y + i, Math.Min(Block, count - i));
            default(TOp).Forward<float>(block, block);
        }
    }

    internal static Tensor Backward<TOp>(TOp op, Tensor grad, Tensor saved) where TOp : struct, IUnaryOp
    {
        using var g = new Dense(grad);
        using var s = new Dense(saved);
        // A gradient that nobody else holds is not needed any more.
        var dx = grad.Storage.HandleCount == 1 && grad.Layout.IsContiguous ? grad : Tensor.Empty(saved.Layout, grad.dtype);
        if (grad.dtype == torch.ScalarType.Float32) Backward<TOp, float>(op, g.Span<float>(), s.Span<float>(), dx.Span<float>());
        else Backward<TOp, double>(op, g.Span<double>(), s.Span<double>(), dx.Span<double>());
        return dx;
    }

    private static unsafe void Backward<TOp, T>(TOp op, ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        where TOp : struct, IUnaryOp where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* pGrad = grad, pSaved = saved, pDx = dx)
            ThreadTeam.Run(new BackwardJob<TOp, T> { Op = op, Grad = pGrad, Saved = pSaved, Dx = pDx, Count = grad.Length }, Chunk.CountOf(grad.Length));
    }

    private unsafe struct BackwardJob<TOp, T> : IParallelJob where TOp : struct, IUnaryOp where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal TOp Op;
        internal T* Grad, Saved, Dx;
        internal int Count;

        public readonly void Run(int part)
        {
            var end = part * Chunk.Length + Chunk.LengthOf(part, Count);
            var copy = Grad == Dx ? Scratch.Outer<T>(Block) : [];
            for (var i = part * Chunk.Length; i < end; i += Block)
            {
                var n = Math.Min(Block, end - i);
                ReadOnlySpan<T> grad = new(Grad + i, n);
                if (Grad == Dx)
                {
                    // Operations may use the place of the result for what they compute on the way.
                    grad.CopyTo(copy);
                    grad = copy[..n];
                }
                Op.Backward(grad, new ReadOnlySpan<T>(Saved + i, n), new Span<T>(Dx + i, n));
            }
        }
    }
}

internal sealed class UnaryNode<TOp> : Node where TOp : struct, IUnaryOp
{
    private readonly TOp _op;
    private SavedTensor _saved;

    internal UnaryNode(TOp op, Tensor input, Tensor saved) : base(input)
    {
        _op = op;
        _saved = new SavedTensor(saved);
    }

    /// <summary>For an input that only existed within the operation that gave the output.</summary>
    internal UnaryNode(TOp op, Node source, Tensor output) : base(source)
    {
        _op = op;
        _saved = new SavedTensor(output);
    }

    internal override string Name => _op.Name;

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
    {
        var saved = _saved.Unpack(this);
        // The output was saved before it had a history: this node is its history.
        if (differentiable && _op.SavesOutput) saved.Meta ??= new AutogradMeta { GradFn = this };
        inputGrads[0] = differentiable ? _op.Gradient(grad, saved) : Unary.Backward(_op, grad, saved);
    }

    internal override void Release() => _saved.Release();
}
