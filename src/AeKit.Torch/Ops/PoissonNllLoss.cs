using TorchSharp.Ops;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Negative log-likelihood of counts under Poisson distributions: λ − t ln λ with ln λ as input, or λ itself unless
            /// <paramref name="log_input"/> (then with <paramref name="eps"/> in the logarithm); <paramref name="full"/> adds
            /// Stirling's approximation of ln t! for t above 1 (in PyTorch: poisson_nll_loss).
            /// </summary>
            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean)
            {
                RequireSameShape("poisson_nll_loss", input, target);
                var elements = log_input ? input.exp().sub(target.mul(input)) : input.sub(target.mul(input.add(eps).log()));
                if (full)
                {
                    var counts = target.clamp_min(1);
                    var stirling = counts.mul(counts.log()).sub(counts).add(counts.mul(2 * Math.PI).log().mul(0.5));
                    elements = elements.add(where(target.gt(1), stirling, zeros_like(target)));
                }
                return ElementLoss.Reduce(elements, reduction);
            }
        }
    }
}
