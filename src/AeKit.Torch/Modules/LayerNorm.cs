using TorchSharp.Modules;
using TorchSharp.Tensors;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>Layer normalisation (Ba et al. 2016): each example's last dimensions to mean 0 and variance 1, then scale and shift per element.</summary>
    /// <example><code>using var layer = torch.nn.LayerNorm(32);    // [128, 32] → [128, 32]</code></example>
    public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long[] _sizes;
        private readonly double _eps;

        [ComponentName(Name = "weight")]
        private Parameter? _weight;

        [ComponentName(Name = "bias")]
        private Parameter? _bias;

        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, torch.Device? device, torch.ScalarType? dtype) : base(nameof(LayerNorm))
        {
            _sizes = [.. normalized_shape];
            _eps = eps;
            if (elementwise_affine)
            {
                _weight = torch.ones(_sizes, dtype, device).AsParameter();
                if (bias) _bias = torch.zeros(_sizes, dtype, device).AsParameter();
            }
            RegisterComponents();
        }

        /// <summary>Scale γ of the normalised shape, or null.</summary>
        public Parameter? weight
        {
            get => _weight;
            set
            {
                _weight = value;
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>Shift β of the normalised shape, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value;
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        /// <summary>Normalises the last dimensions of a tensor.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.layer_norm(tensor, _sizes, _weight, _bias, _eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Layer normalisation over the last dimensions, of the given sizes.</summary>
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <summary>Layer normalisation over the last dimension, of the given size.</summary>
            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            public static partial class functional
            {
                /// <summary>Normalises the last dimensions, of sizes <paramref name="normalized_shape"/>, to mean 0 and variance 1, then scales and shifts per element.</summary>
                public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                {
                    var sizes = input.Layout.Sizes;
                    if (normalized_shape.Length == 0 || normalized_shape.Length > sizes.Length || !sizes.AsSpan()[^normalized_shape.Length..].SequenceEqual(normalized_shape))
                        throw new ArgumentException($"layer_norm: the last sizes of input {Shape.Text(sizes)} must be {Shape.Text(normalized_shape)}.");
                    long[] dims = [.. Enumerable.Range(1, normalized_shape.Length).Select(d => (long)-d)];
                    var centred = input.sub(input.mean(dims, keepdim: true));
                    var y = centred.mul(centred.mul(centred).mean(dims, keepdim: true).add(eps).rsqrt());
                    if (weight is not null) y = y.mul(weight);
                    return bias is null ? y : y.add(bias);
                }
            }
        }
    }
}
