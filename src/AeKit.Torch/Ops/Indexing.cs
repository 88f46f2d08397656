using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;
using TensorIndex = TorchSharp.torch.TensorIndex;

namespace TorchSharp.Ops
{
    /// <summary>Index expressions, resolved to views for numbers and ranges, and to copies where an index tensor takes part.</summary>
    internal static class Indexing
    {
        internal static Tensor Get(Tensor x, ReadOnlySpan<TensorIndex> indices)
        {
            var (view, lists) = Views(x, indices);
            if (lists.Count == 0) return ReferenceEquals(view, x) ? x.alias() : view;
            if (lists.Count > 1) return Together(view, lists);
            var (dim, index) = lists[0];
            if (index.dtype == torch.ScalarType.Bool) return Masked(view, dim, index);
            var picked = Gather.Select(view, dim, index.Layout.Rank == 1 ? index : index.reshape(-1));
            return index.Layout.Rank == 1 ? picked : picked.reshape([.. view.Layout.Sizes[..dim], .. index.Layout.Sizes, .. view.Layout.Sizes[(dim + 1)..]]);
        }

        internal static void Set(Tensor x, ReadOnlySpan<TensorIndex> indices, Tensor value)
        {
            var (view, lists) = Views(x, indices);
            if (lists.Count == 0)
            {
                if (ReferenceEquals(view, x)) x.copy_(value);
                else view.copy_(value);
                return;
            }
            if (lists.Count > 1) throw new NotSupportedException("Assigning through several index tensors at once is not supported.");
            var recorded = GradMode.Records(x, value);
            view.RequireWritable("index_put_", recorded);
            var (dim, index) = lists[0];
            using var scope = torch.NewDisposeScope();
            if (index.dtype == torch.ScalarType.Bool && index.Layout.Rank > 1)
            {
                if (value.Layout.Count != 1 || dim != 0) throw new NotSupportedException("Through a mask of several dimensions only a single number can be assigned; use where().");
                var mask = index.reshape([.. index.Layout.Sizes, .. Enumerable.Repeat(1L, view.Layout.Rank - index.Layout.Rank)]);
                view.copy_(torch.where(mask, value.to_type(view.dtype).reshape(), view));
                return;
            }
            var positions = index.dtype == torch.ScalarType.Bool ? index.contiguous().TruePositions() : index;
            using var dense = new Dense(positions, torch.ScalarType.Int64);
            var at = dense.Span<long>();
            Gather.CheckPositions(at, view.Layout.Sizes, dim, "index_put_");
            long[] sizes = [.. view.Layout.Sizes[..dim], at.Length, .. view.Layout.Sizes[(dim + 1)..]];
            var node = recorded ? new IndexPutNode(view, value, dim, dense.Tensor.clone()) : null;
            using (torch.no_grad())
            {
                var spread = value.expand(sizes);
                for (var i = 0; i < at.Length; i++) view.select(dim, at[i]).copy_(spread.select(dim, i));
            }
            if (node is not null) view.Rebased(node);
        }

        private static (Tensor View, List<(int Dim, Tensor Index)> Lists) Views(Tensor x, ReadOnlySpan<TensorIndex> indices)
        {
            var used = 0;
            var ellipses = 0;
            foreach (var index in indices)
            {
                if (index.What == TensorIndex.Kind.Ellipsis) ellipses++;
                else if (index.What == TensorIndex.Kind.Tensor) used += index.Index!.dtype == torch.ScalarType.Bool ? Math.Max(index.Index.Layout.Rank, 1) : 1;
                else if (index.What != TensorIndex.Kind.None) used++;
            }
            if (ellipses > 1) throw new ArgumentException("An index expression may contain only one Ellipsis.");
            if (used > x.Layout.Rank)
                throw new ArgumentException($"Too many indices: {used} for a tensor of shape {Shape.Text(x.Layout.Sizes)}.");

            var view = x;
            var dim = 0;
            List<(int, Tensor)> lists = [];
            foreach (var index in indices)
                switch (index.What)
                {
                    case TensorIndex.Kind.None:
                        view = view.unsqueeze(dim++);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dim += x.Layout.Rank - used;
                        break;
                    case TensorIndex.Kind.Single:
                        view = view.select(dim, index.Start!.Value);
                        break;
                    case TensorIndex.Kind.Tensor:
                        lists.Add((dim, index.Index!));
                        dim += index.Index!.dtype == torch.ScalarType.Bool ? Math.Max(index.Index.Layout.Rank, 1) : 1;
                        break;
                    default:
                        if (index.Start is not null || index.Stop is not null || index.Step is not null)
                            view = Slice.Apply(view, dim, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1, "slice");
                        dim++;
                        break;
                }
            return (view, lists);
        }

        private static Tensor Masked(Tensor x, int dim, Tensor mask)
        {
            var rank = mask.Layout.Rank;
            if (!Shape.Same(mask.Layout.Sizes, x.Layout.Sizes.AsSpan(dim, rank)))
                throw new ArgumentException($"A mask of shape {Shape.Text(mask.Layout.Sizes)} does not fit dimension {dim} of shape {Shape.Text(x.Layout.Sizes)}.");
            var positions = mask.contiguous().TruePositions();
            var merged = rank == 1 ? x : x.reshape([.. x.Layout.Sizes[..dim], mask.Layout.Count, .. x.Layout.Sizes[(dim + rank)..]]);
            return Gather.Select(merged, dim, positions);
        }

        // Neighbouring index tensors i, j are one index i·size + j into the merged dimensions.
        private static Tensor Together(Tensor x, List<(int Dim, Tensor Index)> lists)
        {
            var first = lists[0].Dim;
            var sizes = lists[0].Index.Layout.Sizes;
            for (var n = 0; n < lists.Count; n++)
            {
                if (lists[n].Dim != first + n || !torch.is_integral(lists[n].Index.dtype))
                    throw new NotSupportedException("Several index tensors are supported only for neighbouring dimensions and integer positions.");
                sizes = Shape.Broadcast(sizes, lists[n].Index.Layout.Sizes, "index");
            }
            var flat = torch.zeros(sizes, torch.ScalarType.Int64);
            foreach (var (dim, index) in lists)
            {
                var size = x.Layout.Sizes[dim];
                var positions = index.to_type(torch.ScalarType.Int64);
                using (var dense = new Dense(positions)) Gather.CheckPositions(dense.Span<long>(), x.Layout.Sizes, dim, "index");
                flat = flat.mul(size).add(torch.where(positions.lt(0), positions.add(size), positions));
            }
            long merged = 1;
            foreach (var (dim, _) in lists) merged *= x.Layout.Sizes[dim];
            var rest = x.Layout.Sizes[(first + lists.Count)..];
            return Gather.Select(x.reshape([.. x.Layout.Sizes[..first], merged, .. rest]), first, flat.reshape(-1))
                .reshape([.. x.Layout.Sizes[..first], .. sizes, .. rest]);
        }
    }
}

namespace TorchSharp.Autograd
{
    /// <summary>New values at some positions of a dimension: what was there gets no gradient, the values that of their positions.</summary>
    internal sealed class IndexPutNode(Tensor target, Tensor values, int dim, Tensor positions) : Node(target, values)
    {
        private readonly Tensor _positions = positions.DetachFromDisposeScope();
        private readonly long[] _sizes = values.Layout.Sizes;
        private readonly torch.ScalarType _type = values.dtype;

        internal override string Name => "index_put_";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            if (Needs(0)) inputGrads[0] = torch.where(Kept(grad.Layout.Sizes), grad, torch.zeros([], grad.dtype));
            if (Needs(1)) inputGrads[1] = Broadcasting.SumTo(grad.index_select(dim, _positions), _sizes).to_type(_type);
        }

        // True where the tensor kept its values, broadcastable to its shape.
        private Tensor Kept(long[] sizes)
        {
            var kept = torch.ones([sizes[dim]], torch.ScalarType.Bool);
            foreach (var position in _positions.Span<long>()) kept.Span<byte>()[(int)(position < 0 ? position + sizes[dim] : position)] = 0;
            return kept.reshape([.. sizes.Select((size, i) => i == dim ? size : 1)]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>A part of the tensor: numbers and ranges give views, index tensors and masks copies. Setting writes into the tensor.</summary>
            public Tensor this[params TensorIndex[] indices]
            {
                get => Indexing.Get(this, indices);
                set => Indexing.Set(this, indices, value);
            }

            /// <summary>A part of the tensor chosen by index tensors (positions, or a Bool mask), one per dimension.</summary>
            public Tensor this[params Tensor[] indices]
            {
                get => Indexing.Get(this, Positions(indices));
                set => Indexing.Set(this, Positions(indices), value);
            }

            /// <summary>Position i1 of the first dimension, as a view.</summary>
            public Tensor this[long i1]
            {
                get => select(0, i1);
                set => Indexing.Set(this, [i1], value);
            }

            /// <summary>Position (i1, i2) of the first two dimensions, as a view.</summary>
            public Tensor this[long i1, long i2]
            {
                get => Indexing.Get(this, [i1, i2]);
                set => Indexing.Set(this, [i1, i2], value);
            }

            /// <summary>Position (i1, i2, i3) of the first three dimensions, as a view.</summary>
            public Tensor this[long i1, long i2, long i3]
            {
                get => Indexing.Get(this, [i1, i2, i3]);
                set => Indexing.Set(this, [i1, i2, i3], value);
            }

            /// <summary>Position (i1, i2, i3, i4) of the first four dimensions, as a view.</summary>
            public Tensor this[long i1, long i2, long i3, long i4]
            {
                get => Indexing.Get(this, [i1, i2, i3, i4]);
                set => Indexing.Set(this, [i1, i2, i3, i4], value);
            }

            /// <summary>A part of the tensor; the same as the indexer.</summary>
            public Tensor index(params TensorIndex[] indices) => Indexing.Get(this, indices);

            /// <summary>A part of the tensor; the same as the indexer.</summary>
            public Tensor index(params Tensor[] indices) => Indexing.Get(this, Positions(indices));

            /// <summary>Writes <paramref name="value"/>, broadcast, into a part of the tensor. Returns this.</summary>
            public Tensor index_put_(Tensor value, params TensorIndex[] indices)
            {
                Indexing.Set(this, indices, value);
                return this;
            }

            private static TensorIndex[] Positions(Tensor[] indices) => [.. indices.Select(TensorIndex.Tensor)];
        }
    }
}
