namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>(Σ |x|ᵖ)^(1/p) over all elements, zero-dimensional.</summary>
        public Tensor norm(float p = 2.0f) => NormOver([], false, p);

        /// <summary>(Σ |x|ᵖ)^(1/p) along one dimension; it disappears, or keeps the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => NormOver([dim], keepdim, p);

        private Tensor NormOver(long[] dims, bool keepdim, float p)
        {
            if (!dtype.IsFloatingPoint()) throw new InvalidOperationException($"norm: the tensor must be floating point, not {dtype}.");
            return p switch
            {
                2 => mul(this).sum(dims, keepdim).sqrt(),
                1 => abs().sum(dims, keepdim),
                float.PositiveInfinity => dims.Length == 0 ? abs().max() : abs().max(dims[0], keepdim).values,
                _ => abs().pow(p).sum(dims, keepdim).pow(1 / p),
            };
        }
    }

    /// <summary>(Σ |x|ᵖ)^(1/p) over all elements, zero-dimensional.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => input.norm(p);
}
