using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>In training each element is zeroed with probability p and the rest scaled by 1/(1 − p); in evaluation nothing happens.</summary>
    /// <example><code>using var layer = torch.nn.Dropout(0.2);</code></example>
    public sealed class Dropout : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool _inplace;

        internal Dropout(double p, bool inplace) : base(nameof(Dropout))
        {
            if (!(p is >= 0 and <= 1)) throw new ArgumentException($"Dropout: the probability must be 0 … 1, got {p}.", nameof(p));
            this.p = p;
            _inplace = inplace;
        }

        /// <summary>Probability of being zeroed.</summary>
        public double p { get; set; }

        /// <summary>Applies the layer to a tensor of any shape.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.dropout(tensor, p, training, _inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Zeroes elements with probability <paramref name="p"/> in training.</summary>
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static partial class functional
            {
                /// <summary>Zeroes elements with probability <paramref name="p"/> and scales the rest by 1/(1 − p), if <paramref name="training"/>.</summary>
                public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                {
                    if (!(p is >= 0 and <= 1)) throw new ArgumentException($"dropout: the probability must lie in [0, 1], got {p}.");
                    if (!training || p == 0) return input.alias();
                    if (p == 1) return inplace ? input.mul_(0).alias() : input.mul(0);
                    Tensor noise;
                    using (no_grad()) noise = empty_like(input).bernoulli_(1 - p).div_(1 - p);
                    return inplace ? input.mul_(noise).alias() : input.mul(noise);
                }
            }
        }
    }
}
