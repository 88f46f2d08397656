using TorchSharp.Modules;
using TorchSharp.Ops;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A transposed convolution, the adjoint of a convolution; often used to enlarge maps:
    /// [n, in_channels, h, w] → [n, out_channels, (h − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1, …].
    /// </summary>
    /// <example><code>using var layer = torch.nn.ConvTranspose2d(32, 1, 4, stride: 2, padding: 1);    // [128, 32, 14, 14] → [128, 1, 28, 28]</code></example>
    public class ConvTranspose2d : Convolution, IActivatedLayer
    {
        internal ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, (long, long) output_padding, (long, long) dilation,
            PaddingModes mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose2d), Sizes(in_channels, out_channels, kernel_size, groups, mode), out_channels, bias, mode, device, dtype)
        {
            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.groups = groups;
            this.kernel_size = [kernel_size.Item1, kernel_size.Item2];
            this.stride = [stride.Item1, stride.Item2];
            this.padding = [padding.Item1, padding.Item2];
            this.dilation = [dilation.Item1, dilation.Item2];
            this.output_padding = [output_padding.Item1, output_padding.Item2];
        }

        /// <summary>Applies the layer to [n, in_channels, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input)
            => torch.nn.functional.conv_transpose2d(input, weight, bias, stride, padding, output_padding, dilation, groups);

        /// <summary>Applies the layer to [n, in_channels, h, w], to maps of the given height and width; the stride leaves several possible.</summary>
        /// <exception cref="ArgumentException">The stride does not allow that size.</exception>
        public torch.Tensor forward(torch.Tensor input, long[]? output_size)
        {
            if (output_size is null) return forward(input);
            var wanted = output_size.Length == input.dim() ? output_size[^2..] : output_size;
            var extra = new long[2];
            for (var i = 0; i < 2; i++)
            {
                var least = (input.size(i - 2) - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel_size[i] - 1) + 1;
                if (wanted.Length != 2 || wanted[i] < least || wanted[i] > least + stride[i] - 1)
                    throw new ArgumentException($"ConvTranspose2d: output_size ({string.Join(", ", output_size)}) is not possible for input {Shape.Text(input.shape)}: dimension {i + 2} can be {least} to {least + stride[i] - 1}.", nameof(output_size));
                extra[i] = wanted[i] - least;
            }
            return torch.nn.functional.conv_transpose2d(input, weight, bias, stride, padding, extra, dilation, groups);
        }

        torch.Tensor IActivatedLayer.Apply<TOp>(torch.Tensor x, TOp op)
            => Ops.Convolution.Image(x, weight, bias, stride, padding, output_padding, dilation, groups, op) ?? Unary.Apply(op, forward(x));

        private static long[] Sizes(long in_channels, long out_channels, (long, long) kernel_size, long groups, PaddingModes mode)
        {
            RequireZeros(nameof(ConvTranspose2d), mode);
            RequireGroups(nameof(ConvTranspose2d), in_channels, out_channels, groups);
            return [in_channels, out_channels / groups, kernel_size.Item1, kernel_size.Item2];
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A transposed convolution, the adjoint of a convolution; often used to enlarge maps, with a square kernel.</summary>
            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (output_padding, output_padding), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <summary>A transposed convolution, the adjoint of a convolution; often used to enlarge maps.</summary>
            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? output_padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), output_padding ?? (0, 0), dilation ?? (1, 1), padding_mode, groups, bias, device, dtype);
        }
    }
}
