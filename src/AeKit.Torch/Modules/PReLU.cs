using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>y = x where x &gt; 0, otherwise weight · x with learned weights, one for all or one per channel (He et al. 2015; in PyTorch: torch.nn.PReLU).</summary>
    /// <example><code>using var layer = torch.nn.PReLU(1);</code></example>
    public sealed class PReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = "weight")]
        private Parameter _weight;

        internal PReLU(long num_parameters, double init, torch.Device? device, torch.ScalarType? dtype) : base(nameof(PReLU))
        {
            this.init = init;
            _weight = torch.full([num_parameters], init, dtype ?? torch.get_default_dtype(), device).AsParameter();
            RegisterComponents();
        }

        /// <summary>The weights at the start.</summary>
        public double init { get; }

        /// <summary>The slopes below 0.</summary>
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

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.prelu(tensor, _weight);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x where x &gt; 0, otherwise weight · x with <paramref name="num_parameters"/> learned weights, one or as many as channels.</summary>
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null)
                => new(num_parameters, init, device, dtype);
        }
    }
}
