using TorchSharp.Utils;

namespace TorchSharp
{
    /// <summary>How much a convolution adds at each side.</summary>
    public enum Padding
    {
        /// <summary>Nothing: the kernel stays inside.</summary>
        Valid = 0,
        /// <summary>What keeps the size, for a stride of 1.</summary>
        Same = 1,
    }

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
            padding_mode = mode;
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

        /// <summary>Elements added at each side.</summary>
        public long[] padding { get; private protected init; } = [];

        /// <summary>The rule that <see cref="padding"/> follows, or null if it was given as numbers.</summary>
        public Padding? padding_type { get; private protected init; }

        /// <summary>What is added at each side.</summary>
        public PaddingModes padding_mode { get; set; }

        /// <summary>Distance between the pixels a kernel sees.</summary>
        public long[] dilation { get; set; } = [];

        /// <summary>Rows and columns added at one side of a transposed convolution's output.</summary>
        public long[] output_padding { get; set; } = [0, 0];

        /// <summary>The kernels, [out_channels, in_channels / groups, kernel…]; transposed [in_channels, out_channels / groups, kernel…].</summary>
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

        /// <summary>Shift per channel, [out_channels], or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value;
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        /// <summary>The input with what neither is zeros nor the same on all sides added to it, and the zeros the convolution is still to add.</summary>
        private protected (torch.Tensor Input, long[] Zeros) Padded(torch.Tensor input)
        {
            if (padding_mode == PaddingModes.Zeros && padding_type is null) return (input, padding);
            var pads = new long[2 * kernel_size.Length];
            for (var d = 0; d < kernel_size.Length; d++)
            {
                var (before, after) = padding_type is { } kind ? Ops.Pad.Around(kind, kernel_size[d], stride[d], dilation[d]) : (padding[d], padding[d]);
                (pads[^(2 * d + 2)], pads[^(2 * d + 1)]) = (before, after);
            }
            return (torch.nn.functional.pad(input, pads, padding_mode), new long[kernel_size.Length]);
        }

        private protected static void RequireGroups(string name, long in_channels, long out_channels, long groups)
        {
            if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
                throw new ArgumentException($"{name}: {in_channels} input and {out_channels} output channels cannot be divided into {groups} groups.");
        }

        private protected static void RequireZeros(string name, PaddingModes mode)
        {
            if (mode != PaddingModes.Zeros) throw new ArgumentException($"{name}: a transposed convolution can be padded with zeros only, not in mode {mode}.", nameof(mode));
        }
    }
}
