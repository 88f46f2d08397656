using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The distance ‖x₁ − x₂ + eps‖ₚ of vectors along the last dimension (in PyTorch: torch.nn.PairwiseDistance).</summary>
    /// <example><code>using var layer = torch.nn.PairwiseDistance();    // [32, 10] and [32, 10] → [32]</code></example>
    public sealed class PairwiseDistance : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal PairwiseDistance(double norm, double eps, bool keepdim) : base(nameof(PairwiseDistance))
        {
            this.norm = norm;
            this.eps = eps;
            this.keepdim = keepdim;
        }

        /// <summary>The p of the norm.</summary>
        public double norm { get; set; }

        /// <summary>Added to the difference.</summary>
        public double eps { get; set; }

        /// <summary>Whether the last dimension stays, with size 1.</summary>
        public bool keepdim { get; set; }

        /// <summary>Compares two tensors of one shape, or broadcast.</summary>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => torch.nn.functional.pairwise_distance(input1, input2, norm, eps, keepdim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The distance of vectors along the last dimension.</summary>
            public static PairwiseDistance PairwiseDistance(double p = 2.0, double eps = 1e-6, bool keepdim = false) => new(p, eps, keepdim);
        }
    }
}
