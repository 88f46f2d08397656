using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The cosine of the angle between vectors, x₁·x₂ / (‖x₁‖ ‖x₂‖), along dim (in PyTorch: torch.nn.CosineSimilarity).</summary>
    /// <example><code>using var layer = torch.nn.CosineSimilarity();    // [32, 10] and [32, 10] → [32]</code></example>
    public sealed class CosineSimilarity : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal CosineSimilarity(long dim, double eps) : base(nameof(CosineSimilarity))
        {
            this.dim = dim;
            this.eps = eps;
        }

        /// <summary>The dimension of the vectors.</summary>
        public long dim { get; set; }

        /// <summary>The least length a vector counts with.</summary>
        public double eps { get; set; }

        /// <summary>Compares two tensors of one shape, or broadcast.</summary>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => torch.nn.functional.cosine_similarity(input1, input2, dim, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The cosine of the angle between vectors.</summary>
            public static CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1e-8) => new(dim, eps);
        }
    }
}
