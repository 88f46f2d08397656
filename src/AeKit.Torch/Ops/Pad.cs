using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>
    /// Elements added before and after dimensions, or cut off where a number is negative. Constant padding and cutting are
    /// each other's adjoints; the other modes repeat elements of the tensor, whose gradients are added.
    /// </summary>
    internal static class Pad
    {
        /// <summary><paramref name="pads"/> are pairs before, after for the last dimension, the one before it, …</summary>
        internal static Tensor Apply(Tensor x, ReadOnlySpan<long> pads, PaddingModes mode, double value)
        {
            var rank = x.Layout.Rank;
            if (pads.Length % 2 != 0 || pads.Length > 2 * rank)
                throw new ArgumentException($"pad: {Shape.Text(pads)} must be pairs of numbers, before and after, for at most the {rank} dimensions of shape {Shape.Text(x.Layout.Sizes)}.");
            if (mode is PaddingModes.Constant or PaddingModes.Zeros) return Constant(x, pads.ToArray(), mode == PaddingModes.Zeros ? 0 : value);
            var y = x;
            for (var i = 0; i < pads.Length / 2; i++)
                if (pads[2 * i] != 0 || pads[2 * i + 1] != 0)
                    y = y.index_select(rank - 1 - i, torch.tensor(Sources(x.Layout.Sizes[rank - 1 - i], pads[2 * i], pads[2 * i + 1], mode)));
            return ReferenceEquals(y, x) ? x.alias() : y;
        }

        /// <summary>What a convolution adds before and after a dimension by a rule.</summary>
        internal static (long Before, long After) Around(Padding rule, long kernel, long stride, long dilation)
        {
            if (rule == Padding.Valid) return (0, 0);
            if (stride != 1) throw new ArgumentException($"Padding.Same keeps the size with a stride of 1, not {stride}.");
            var total = dilation * (kernel - 1);
            return (total / 2, total - total / 2);
        }

        internal static Tensor Constant(Tensor x, long[] pads, double value)
        {
            var sizes = (long[])x.Layout.Sizes.Clone();
            var (from, to) = (x.Layout.Offset, 0L);
            var common = (long[])sizes.Clone();
            for (var i = 0; i < pads.Length / 2; i++) sizes[^(i + 1)] += pads[2 * i] + pads[2 * i + 1];
            if (sizes.Any(s => s < 0))
                throw new ArgumentException($"pad: {Shape.Text(pads)} leaves nothing of shape {Shape.Text(x.Layout.Sizes)}.");
            var y = torch.full(sizes, value, x.dtype);
            for (var i = 0; i < pads.Length / 2; i++)
            {
                var d = sizes.Length - 1 - i;
                var (before, after) = (pads[2 * i], pads[2 * i + 1]);
                common[d] = Math.Max(common[d] + Math.Min(before, 0) + Math.Min(after, 0), 0);
                from += (int)(Math.Max(-before, 0) * x.Layout.Strides[d]);
                to += Math.Max(before, 0) * y.Layout.Strides[d];
            }
            if (!common.Contains(0))
                using (torch.no_grad())
                {
                    using var source = x.ViewAs(Layout.Strided(common, x.Layout.Strides, from));
                    using var target = y.ViewAs(Layout.Strided(common, y.Layout.Strides, to));
                    Copy.Into(source, target);
                }
            return GradMode.Records(x) ? y.ComputedBy(new PadNode(x, pads)) : y;
        }

        /// <summary>The position each element of a padded dimension is taken from.</summary>
        private static long[] Sources(long size, long before, long after, PaddingModes mode)
        {
            var most = mode switch
            {
                PaddingModes.Reflect => size - 1,
                PaddingModes.Circular => size,
                _ => long.MaxValue,
            };
            if (before > most || after > most || size + before + after < 1 || size < 1)
                throw new ArgumentException($"pad: a dimension of size {size} cannot be padded by {before} and {after} in mode {mode}{(most < long.MaxValue ? $"; at most {most}" : "")}.");
            var sources = new long[size + before + after];
            for (var i = 0; i < sources.Length; i++)
            {
                var at = i - before;
                sources[i] = mode switch
                {
                    PaddingModes.Reflect => at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at,
                    PaddingModes.Circular => (at % size + size) % size,
                    _ => Math.Clamp(at, 0, size - 1),
                };
            }
            return sources;
        }
    }

    internal sealed class PadNode(Tensor input, long[] pads) : Node(input)
    {
        internal override string Name => "pad";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Pad.Constant(grad, [.. pads.Select(p => -p)], 0);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>
                /// Adds elements around a tensor: <paramref name="pad"/> are pairs before, after for the last dimension, then for the
                /// one before it, …; negative numbers cut off. Reflect mirrors without repeating the border, Replicate repeats it,
                /// Circular takes the opposite side (in PyTorch: torch.nn.functional.pad).
                /// </summary>
                public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Pad.Apply(input, pad, mode, value);

                /// <summary>Adds elements around a tensor: pairs before, after for the last dimension, then for the one before it, …</summary>
                public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => Pad.Apply(input, pad, mode, value);

                /// <summary>Adds elements before and after along the last dimension.</summary>
                public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                    => Pad.Apply(input, [pad.Item1, pad.Item2], mode, value);

                /// <summary>Adds columns on the left and right, rows above and below.</summary>
                public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                    => Pad.Apply(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

                /// <summary>Adds the same number of elements on both sides of every dimension.</summary>
                public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                    => Pad.Apply(input, [.. Enumerable.Repeat(pad, 2 * input.Layout.Rank)], mode, value);
            }
        }
    }
}
