using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>a · σ(b) for the halves a and b along <paramref name="dim"/>.</summary>
        public Tensor glu(long dim = -1) => nn.functional.glu(this, dim);

        /// <summary>x where x &gt; 0, otherwise <paramref name="target"/> · x.</summary>
        public Tensor prelu(Tensor target) => nn.functional.prelu(this, target);
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>a · σ(b) for the halves a and b along <paramref name="dim"/> (Dauphin et al. 2017; in PyTorch: glu).</summary>
            public static Tensor glu(Tensor input, long dim = -1)
            {
                var size = input.Layout.Sizes[Shape.Dimension(dim, input.Layout.Rank, "glu")];
                if (size % 2 != 0) throw new ArgumentException($"glu: dimension {dim} of shape {Shape.Text(input.Layout.Sizes)} must have an even size.");
                return input.narrow(dim, 0, size / 2).mul(input.narrow(dim, size / 2, size / 2).sigmoid());
            }

            /// <summary>x where x &gt; 0, otherwise weight · x, with one weight for all or one per channel, dimension 1 (He et al. 2015; in PyTorch: prelu).</summary>
            public static Tensor prelu(Tensor input, Tensor weight)
            {
                var channels = input.Layout.Rank > 1 ? input.Layout.Sizes[1] : 1;
                if (weight.Layout.Count != 1 && weight.Layout.Count != channels)
                    throw new ArgumentException($"prelu: {weight.Layout.Count} weights do not fit input {Shape.Text(input.Layout.Sizes)}; give one, or one per channel.");
                var slope = weight.Layout.Count == 1 ? weight.reshape() : weight.reshape([-1, .. Enumerable.Repeat(1L, input.Layout.Rank - 2)]);
                return where(input.gt(0), input, input.mul(slope));
            }

            /// <summary>e⁻ˣ normalised to sum 1 along <paramref name="dim"/> (in PyTorch: softmin).</summary>
            public static Tensor softmin(Tensor x, long dim) => x.neg().softmax(dim);

            /// <summary>eˣ normalised to sum 1 over the channels of [n, c, h, w] or [c, h, w] (in PyTorch: Softmax2d).</summary>
            public static Tensor softmax2d(Tensor x) => x.softmax(-3);
        }
    }
}
