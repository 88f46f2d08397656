using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A one-dimensional transposed convolution, the adjoint of a convolution:
    /// [n, in_channels, length] → [n, out_channels, (length − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1]
    /// (in PyTorch: torch.nn.ConvTranspose1d).
    /// </summary>
    /// <example><code>using var layer = torch.nn.ConvTranspose1d(16, 1, 4, stride: 2, padding: 1);    // [32, 16, 50] → [32, 1, 100]</code></example>
    public class ConvTranspose1d : Convolution
    {
        internal ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride, long padding, long output_padding, long dilation,
            PaddingModes mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose1d), Sizes(in_channels, out_channels, kernel_size, groups, mode), out_channels, bias, mode, device, dtype)
        {
            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.groups = groups;
            this.kernel_size = [kernel_size];
            this.stride = [stride];
            this.padding = [padding];
            this.dilation = [dilation];
            this.output_padding = [output_padding];
        }

        /// <summary>Applies the layer to [n, in_channels, length].</summary>
        public override torch.Tensor forward(torch.Tensor input)
            => torch.nn.functional.conv_transpose1d(input, weight, bias, stride[0], padding[0], output_padding[0], dilation[0], groups);

        /// <summary>Applies the layer to [n, in_channels, length], to signals of the given length; the stride leaves several possible.</summary>
        /// <exception cref="ArgumentException">The stride does not allow that length.</exception>
        public torch.Tensor forward(torch.Tensor input, long[]? output_size)
        {
            if (output_size is null) return forward(input);
            var least = (input.size(-1) - 1) * stride[0] - 2 * padding[0] + dilation[0] * (kernel_size[0] - 1) + 1;
            var extra = output_size[^1] - least;
            if (extra < 0 || extra >= stride[0])
                throw new ArgumentException($"ConvTranspose1d: output_size {Shape.Text(output_size)} is not possible for input {Shape.Text(input.shape)}: the length can be {least} to {least + stride[0] - 1}.", nameof(output_size));
            return torch.nn.functional.conv_transpose1d(input, weight, bias, stride[0], padding[0], extra, dilation[0], groups);
        }

        private static long[] Sizes(long in_channels, long out_channels, long kernel_size, long groups, PaddingModes mode)
        {
            RequireZeros(nameof(ConvTranspose1d), mode);
            RequireGroups(nameof(ConvTranspose1d), in_channels, out_channels, groups);
            return [in_channels, out_channels / groups, kernel_size];
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A one-dimensional transposed convolution; often used to lengthen signals.</summary>
            public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, padding, output_padding, dilation, padding_mode, groups, bias, device, dtype);

            public static partial class functional
            {
                /// <summary>Transposed convolution, the adjoint of <see cref="conv1d"/>: input [n, c, length] with weight [c, filters/groups, k] → [n, filters, length'].</summary>
                public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1)
                    => conv_transpose2d(input.unsqueeze(-2), weight.unsqueeze(-2), bias, [1, stride ?? 1], [0, padding ?? 0], [0, output_padding ?? 0], [1, dilation ?? 1], groups).squeeze(-2);
            }
        }
    }
}
