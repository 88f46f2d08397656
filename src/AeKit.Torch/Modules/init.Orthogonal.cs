using System.Numerics.Tensors;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>
            /// A random matrix with orthonormal rows or columns, whichever are fewer, times <paramref name="gain"/>; all but the first
            /// dimension count as columns (Saxe et al. 2014; in PyTorch: orthogonal_).
            /// </summary>
            /// <exception cref="ArgumentException">The tensor has fewer than 2 dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                if (tensor.Layout.Rank < 2) throw new ArgumentException($"orthogonal_: expected a tensor of at least 2 dimensions, got shape {Shape.Text(tensor.Layout.Sizes)}.");
                if (tensor.Layout.Count == 0) return tensor;
                using var nothing = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.Layout.Sizes[0];
                var columns = tensor.Layout.Count / rows;
                var drawn = empty([rows, columns], tensor.dtype).normal_();
                var vectors = (rows < columns ? drawn : drawn.T).to_type(ScalarType.Float64).contiguous();
                Orthonormalise(vectors.Span<double>(), (int)Math.Min(rows, columns), (int)Math.Max(rows, columns));
                tensor.copy_((rows < columns ? vectors : vectors.T).reshape(tensor.Layout.Sizes).mul(gain));
                return tensor;
            }

            // Gram and Schmidt's method gives the one factor Q of a QR decomposition whose R has a positive diagonal. The second
            // pass removes what rounding left over from the first.
            private static void Orthonormalise(Span<double> vectors, int count, int length)
            {
                for (var i = 0; i < count; i++)
                {
                    var v = vectors.Slice(i * length, length);
                    for (var pass = 0; pass < 2; pass++)
                        for (var j = 0; j < i; j++)
                        {
                            var u = vectors.Slice(j * length, length);
                            var part = TensorPrimitives.Dot<double>(u, v);
                            TensorPrimitives.MultiplyAdd(u, -part, v, v);
                        }
                    TensorPrimitives.Divide(v, TensorPrimitives.Norm<double>(v), v);
                }
            }
        }
    }
}
