using TorchSharp.Utils;

namespace TorchSharp
{
    /// <summary>What a convolution sees beyond the border.</summary>
    public enum PaddingModes
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,
        /// <summary>The mirror image.</summary>
        Reflect = 1,
        /// <summary>The border pixels.</summary>
        Replicate = 2,
        /// <summary>The opposite side.</summary>
        Circular = 3,
        /// <summary>A constant.</summary>
        Constant = 4,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What convolutions share: a weight and a bias, initialised uniform in ±1/√fan_in as in PyTorch.</summary>
    public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = "weight")]
        private Parameter _weight;

        [ComponentName(Name = "bias")]
        private Parameter? _bias;

        private protected Convolution(string name, long[] weightSizes, long outChannels, bool hasBias, PaddingModes mode, torch.Device? device, torch.ScalarType? dtype) : base(name)
        {
            if (mode != PaddingModes.Zeros) throw new NotSupportedException($"{name}: padding mode {mode} is not supported, only Zeros.");
            _weight = torch.empty(weightSizes, dtype, device).AsParameter();
            torch.nn.init.kaiming_uniform_(_weight, a: Math.Sqrt(5));
            if (hasBias)
            {
                _bias = torch.empty([outChannels], dtype, device).AsParameter();
                var (fanIn, _) = torch.nn.init.CalculateFanInAndFanOut(_weight);
                var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                torch.nn.init.uniform_(_bias, -bound, bound);
            }
            RegisterComponents();
        }

        /// <summary>Number of input channels.</summary>
        public long in_channels { get; private protected init; }

        /// <summary>Number of output channels.</summary>
        public long out_channels { get; private protected init; }

        /// <summary>Number of groups the channels are divided into.</summary>
        public long groups { get; set; }

        /// <summary>Height and width of the kernel.</summary>
        public long[] kernel_size { get; set; } = [];

        /// <summary>Step between positions of the kernel.</summary>
        public long[] stride { get; set; } = [];

        /// <summary>Zeros added at each side.</summary>
        public long[] padding { get; private protected init; } = [];

        /// <summary>Distance between the pixels a kernel sees.</summary>
        public long[] dilation { get; set; } = [];

        /// <summary>Rows and columns added at one side of a transposed convolution's output.</summary>
        public long[] output_padding { get; set; } = [0, 0];

        /// <summary>The kernels.</summary>
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

        /// <summary>One number per output channel, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value;
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }
    }
}
