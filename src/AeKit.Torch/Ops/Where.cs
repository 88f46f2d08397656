using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>A choice between two tensors, element by element; each gets the gradient where it was chosen.</summary>
    internal static class Where
    {
        internal static Tensor Apply(Tensor condition, Tensor x, Tensor y)
        {
            if (condition.dtype != torch.ScalarType.Bool)
                throw new ArgumentException($"where: the condition must be Bool, got {condition.dtype}; use a comparison such as x.gt(0).");
            var type = Binary.ResultType(x, y);
            var sizes = Shape.Broadcast(condition.Layout.Sizes, Shape.Broadcast(x.Layout.Sizes, y.Layout.Sizes, "where"), "where");
            var result = Tensor.Empty(Layout.Contiguous(sizes), type);
            using var c = Spread(condition, torch.ScalarType.Bool, sizes);
            using var a = Spread(x, type, sizes);
            using var b = Spread(y, type, sizes);
            var chosen = c.Span<byte>();
            switch (type.Size())
            {
                case 1: Choose(chosen, a.Span<byte>(), b.Span<byte>(), result.Span<byte>()); break;
                case 2: Choose(chosen, a.Span<short>(), b.Span<short>(), result.Span<short>()); break;
                case 4: Choose(chosen, a.Span<int>(), b.Span<int>(), result.Span<int>()); break;
                default: Choose(chosen, a.Span<long>(), b.Span<long>(), result.Span<long>()); break;
            }
            return GradMode.Records(x, y) ? result.ComputedBy(new WhereNode(condition, x, y)) : result;
        }

        private static Tensor Spread(Tensor x, torch.ScalarType type, long[] sizes)
        {
            using var view = x.Relaid(Layout.Strided(sizes, Broadcasting.Strides(x.Layout, sizes), x.Layout.Offset));
            return view.Layout.IsContiguous && x.dtype == type ? view.Alias(tracked: false) : Copy.Packed(view, type);
        }

        private static void Choose<T>(ReadOnlySpan<byte> condition, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = condition[i] != 0 ? x[i] : y[i];
        }
    }

    internal sealed class WhereNode(Tensor condition, Tensor x, Tensor y) : Node(x, y)
    {
        private readonly long[] _xSizes = x.Layout.Sizes;
        private readonly long[] _ySizes = y.Layout.Sizes;
        private SavedTensor _condition = new(condition);

        internal override string Name => "where";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var condition = _condition.Unpack(this);
            var zero = torch.zeros([], grad.dtype);
            if (Needs(0)) inputGrads[0] = Broadcasting.SumTo(Where.Apply(condition, grad, zero), _xSizes);
            if (Needs(1)) inputGrads[1] = Broadcasting.SumTo(Where.Apply(condition, zero, grad), _ySizes);
        }

        internal override void Release() => _condition.Release();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>This where <paramref name="condition"/> holds, <paramref name="y"/> elsewhere; broadcast.</summary>
            public Tensor where(Tensor condition, Tensor y) => torch.where(condition, this, y);

            /// <summary>A copy with <paramref name="value"/> where <paramref name="mask"/> (Bool, broadcast) is true.</summary>
            public Tensor masked_fill(Tensor mask, Scalar value) => torch.where(mask, full([], value, dtype), this);

            /// <summary>Writes <paramref name="value"/> where <paramref name="mask"/> (Bool, broadcast) is true. Returns this.</summary>
            public Tensor masked_fill_(Tensor mask, Scalar value)
            {
                using var filled = masked_fill(mask, value);
                return copy_(filled);
            }

            /// <summary>The elements where <paramref name="mask"/> (Bool, of this shape) is true, in one dimension.</summary>
            public Tensor masked_select(Tensor mask)
            {
                if (mask.dtype != ScalarType.Bool) throw new ArgumentException($"masked_select: the mask must be Bool, got {mask.dtype}.");
                var sizes = Shape.Broadcast(Layout.Sizes, mask.Layout.Sizes, "masked_select");
                using var chosen = mask.expand(sizes).contiguous();
                return expand(sizes).reshape(-1).index_select(0, chosen.TruePositions());
            }

            /// <summary>The positions of nonzero elements: [count, dimensions], Int64.</summary>
            public Tensor nonzero()
            {
                using var chosen = ne(0);
                var flat = chosen.TruePositions();
                var result = Empty(Layout.Contiguous([flat.Layout.Count, Layout.Rank]), ScalarType.Int64);
                var at = flat.Span<long>();
                var y = result.Span<long>();
                var strides = Layout.ContiguousStrides(Layout.Sizes);
                for (var i = 0; i < at.Length; i++)
                    for (var d = 0; d < Layout.Rank; d++) y[i * Layout.Rank + d] = at[i] / strides[d] % Layout.Sizes[d];
                return result;
            }

            internal Tensor TruePositions()
            {
                var values = Span<byte>();
                List<long> found = [];
                for (var i = 0; i < values.Length; i++) if (values[i] != 0) found.Add(i);
                return tensor(found.ToArray());
            }
        }

        /// <summary><paramref name="x"/> where <paramref name="condition"/> (Bool) holds, <paramref name="y"/> elsewhere; broadcast.</summary>
        public static Tensor where(Tensor condition, Tensor x, Tensor y) => Where.Apply(condition, x, y);
    }
}
