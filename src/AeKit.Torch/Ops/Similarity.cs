using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x₁·x₂ / (max(‖x₁‖, eps) max(‖x₂‖, eps)) along <paramref name="dim"/>, broadcast (in PyTorch: cosine_similarity).</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8)
            {
                // The limit under the root keeps the gradient of a zero vector finite.
                Tensor Length(Tensor x) => x.mul(x).sum([dim], keepdim: false).clamp_min(eps * eps).sqrt();
                return x1.mul(x2).sum([dim]).div(Length(x1).mul(Length(x2)));
            }

            /// <summary>‖x₁ − x₂ + eps‖ₚ along the last dimension, broadcast (in PyTorch: pairwise_distance).</summary>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1e-6, bool keepdim = false)
            {
                var difference = input1.sub(input2).add(eps);
                return difference.norm((int)difference.Layout.Rank - 1, keepdim, (float)p);
            }

            /// <summary>x / max(‖x‖ₚ, eps) along <paramref name="dim"/>: vectors of length 1 (in PyTorch: normalize).</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
                => input.div(input.norm(Shape.Dimension(dim, input.Layout.Rank, "normalize"), keepdim: true, (float)p).clamp_min(eps));

            /// <summary>
            /// Classes [n, …], Int64, as rows of zeros with a one: [n, …, num_classes]; the number of classes is the largest plus
            /// one if not given (in PyTorch: one_hot).
            /// </summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1L)
            {
                if (x.dtype != ScalarType.Int64) throw new ArgumentException($"one_hot: classes must be Int64, got {x.dtype}.");
                if (x.Layout.Count == 0 && num_classes < 1) throw new ArgumentException("one_hot: the number of classes of an empty tensor must be given.");
                var (least, most) = x.Layout.Count == 0 ? (0, 0) : (x.min().item<long>(), x.max().item<long>());
                if (num_classes < 0) num_classes = most + 1;
                if (least < 0 || (x.Layout.Count > 0 && most >= num_classes))
                    throw new ArgumentException($"one_hot: classes from {least} to {most} do not lie in 0 … {num_classes - 1}.");
                return x.unsqueeze(-1).eq(arange(num_classes)).to_type(ScalarType.Int64);
            }
        }
    }
}
