using TorchSharp.Modules;
using TorchSharp.Ops;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A fully connected layer: y = x · Wᵀ + b with x […, in_features], W [out_features, in_features], b [out_features].
    /// Weights start uniform in ±1/√in_features, as in PyTorch (Kaiming with a = √5).
    /// </summary>
    /// <example><code>
    /// using var layer = torch.nn.Linear(784, 32);
    /// var code = layer.call(torch.rand(128, 784));    // [128, 32]
    /// </code></example>
    public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>, IActivatedLayer
    {
        [ComponentName(Name = "weight")]
        private Parameter _weight;

        [ComponentName(Name = "bias")]
        private Parameter? _bias;

        internal Linear(long inputs, long outputs, bool hasBias, torch.Device? device, torch.ScalarType? dtype) : base(nameof(Linear))
        {
            _weight = torch.empty([outputs, inputs], dtype, device).AsParameter();
            (in_features, out_features) = (inputs, outputs);
            torch.nn.init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
            if (hasBias)
            {
                _bias = torch.empty([outputs], dtype, device).AsParameter();
                var bound = inputs > 0 ? 1 / Math.Sqrt(inputs) : 0;
                torch.nn.init.uniform_(_bias, -bound, bound);
            }
            RegisterComponents();
        }

        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            _weight = weight;
            _bias = bias;
            (in_features, out_features) = (weight.shape[1], weight.shape[0]);
            RegisterComponents();
        }

        /// <summary>Size of the last dimension of the input.</summary>
        public long in_features { get; set; }

        /// <summary>Size of the last dimension of the output.</summary>
        public long out_features { get; set; }

        /// <summary>W, [out_features, in_features].</summary>
        public Parameter weight
        {
            get => _weight;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                _weight = value;
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>b, [out_features], or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value;
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        /// <summary>input […, in_features] → […, out_features].</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, _weight, _bias);

        torch.Tensor IActivatedLayer.Apply<TOp>(torch.Tensor x, TOp op) => LinearMap.Apply(x, _weight, _bias, op);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A fully connected layer y = x · Wᵀ + b: […, inputSize] → […, outputSize]. In PyTorch the arguments are called in_features, out_features and bias.</summary>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
                => new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>A fully connected layer with the given W [out_features, in_features] and b [out_features].</summary>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}
