using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>The identity matrix: a linear layer that passes on its input (in PyTorch: eye_).</summary>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.Layout.Rank != 2) throw new ArgumentException($"eye_: expected a matrix, got shape {Shape.Text(tensor.Layout.Sizes)}.");
                using (no_grad())
                {
                    using var identity = eye(tensor.Layout.Sizes[0], tensor.Layout.Sizes[1], tensor.dtype);
                    return tensor.copy_(identity);
                }
            }

            /// <summary>Kernels [out, in, …] with a one in the middle, from channel i to channel i: a convolution that passes on its input (in PyTorch: dirac_).</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                var sizes = tensor.Layout.Sizes;
                if (sizes.Length is not (3 or 4 or 5)) throw new ArgumentException($"dirac_: expected kernels [out, in, …] of 3 to 5 dimensions, got shape {Shape.Text(sizes)}.");
                using var nothing = no_grad();
                using var scope = NewDisposeScope();
                tensor.zero_();
                var middle = tensor;
                for (var d = sizes.Length - 1; d >= 2; d--) middle = middle.select(d, sizes[d] / 2);
                middle.diagonal().fill_(1);
                return tensor;
            }

            /// <summary>
            /// Draws from N(0, std²) and sets the share <paramref name="sparsity"/> of each column of a matrix to 0 (Martens 2010; in
            /// PyTorch: sparse_).
            /// </summary>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                if (tensor.Layout.Rank != 2) throw new ArgumentException($"sparse_: expected a matrix, got shape {Shape.Text(tensor.Layout.Sizes)}.");
                if (sparsity is not (>= 0 and <= 1)) throw new ArgumentException($"sparse_: the share of zeros must lie in 0 … 1, got {sparsity}.");
                using var nothing = no_grad();
                using var scope = NewDisposeScope();
                tensor.normal_(0, std);
                var zeros = (long)Math.Ceiling(sparsity * tensor.Layout.Sizes[0]);
                for (var column = 0; column < tensor.Layout.Sizes[1]; column++)
                {
                    var order = randperm(tensor.Layout.Sizes[0]).data<long>();
                    for (var i = 0; i < zeros; i++) tensor.select(1, column).select(0, order[i]).zero_();
                }
                return tensor;
            }

            /// <summary>The same as <see cref="xavier_uniform_"/>.</summary>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            /// <summary>The same as <see cref="xavier_normal_"/>.</summary>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);
        }
    }
}
