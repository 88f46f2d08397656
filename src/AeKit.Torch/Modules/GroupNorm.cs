using TorchSharp.Modules;
using TorchSharp.Tensors;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Group normalisation of [n, channels, …] (Wu and He 2018): each example's groups of channels to mean 0 and variance 1, then
    /// scale and shift per channel (in PyTorch: torch.nn.GroupNorm).
    /// </summary>
    /// <example><code>using var layer = torch.nn.GroupNorm(4, 32);    // [128, 32, 14, 14] → [128, 32, 14, 14]</code></example>
    public sealed class GroupNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long _channels;

        [ComponentName(Name = "weight")]
        private Parameter? _weight;

        [ComponentName(Name = "bias")]
        private Parameter? _bias;

        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, torch.Device? device, torch.ScalarType? dtype) : base(nameof(GroupNorm))
        {
            if (num_groups < 1 || num_channels % num_groups != 0)
                throw new ArgumentException($"GroupNorm: {num_channels} channels cannot be divided into {num_groups} groups.");
            _channels = num_channels;
            this.num_groups = num_groups;
            this.eps = eps;
            this.affine = affine;
            if (affine)
            {
                _weight = torch.ones([num_channels], dtype, device).AsParameter();
                _bias = torch.zeros([num_channels], dtype, device).AsParameter();
            }
            RegisterComponents();
        }

        /// <summary>Number of groups.</summary>
        public long num_groups { get; set; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether the layer was made with scale and shift.</summary>
        public bool affine { get; set; }

        /// <summary>Scale per channel, or null.</summary>
        public Parameter? weight
        {
            get => _weight;
            set
            {
                _weight = value;
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>Shift per channel, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value;
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        /// <summary>Normalises [n, channels, …].</summary>
        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (tensor.dim() < 3 || tensor.shape[1] != _channels)
                throw new ArgumentException($"GroupNorm: input of shape {Shape.Text(tensor.shape)} must be [n, {_channels}, …] of at least 3 dimensions.");
            return torch.nn.functional.group_norm(tensor, num_groups, _weight, _bias, eps);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Group normalisation of [n, num_channels, …].</summary>
            public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null, ScalarType? dtype = null)
                => new(num_groups, num_channels, eps, affine, device, dtype);

            public static partial class functional
            {
                /// <summary>Normalises groups of channels of each example of [n, c, …], then scales and shifts per channel (in PyTorch: group_norm).</summary>
                public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                {
                    var sizes = input.Layout.Sizes;
                    if (sizes.Length < 2 || num_groups < 1 || sizes[1] % num_groups != 0)
                        throw new ArgumentException($"group_norm: the channels of input {Shape.Text(sizes)} cannot be divided into {num_groups} groups.");
                    var groups = input.reshape(sizes[0], num_groups, -1);
                    var y = layer_norm(groups, [groups.Layout.Sizes[2]], eps: eps).reshape(sizes);
                    long[] perChannel = [-1, .. Enumerable.Repeat(1L, sizes.Length - 2)];
                    if (weight is not null) y = y.mul(weight.reshape(perChannel));
                    return bias is null ? y : y.add(bias.reshape(perChannel));
                }
            }
        }
    }
}
