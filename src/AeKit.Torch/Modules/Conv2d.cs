using TorchSharp.Modules;
using TorchSharp.Ops;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A two-dimensional convolution:
    /// [n, in_channels, h, w] → [n, out_channels, ⌊(h + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1, …].
    /// </summary>
    /// <example><code>using var layer = torch.nn.Conv2d(1, 32, 4, stride: 2, padding: 1);    // [128, 1, 28, 28] → [128, 32, 14, 14]</code></example>
    public sealed class Conv2d : Convolution, IActivatedLayer
    {
        internal Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long) padding, Padding? padding_type, (long, long) dilation,
            PaddingModes mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Conv2d), Sizes(in_channels, out_channels, kernel_size, groups), out_channels, bias, mode, device, dtype)
        {
            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.groups = groups;
            this.kernel_size = [kernel_size.Item1, kernel_size.Item2];
            this.stride = [stride.Item1, stride.Item2];
            this.padding = [padding.Item1, padding.Item2];
            this.padding_type = padding_type;
            this.dilation = [dilation.Item1, dilation.Item2];
        }

        /// <summary>Applies the layer to [n, in_channels, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            var (padded, zeros) = Padded(input);
            return torch.nn.functional.conv2d(padded, weight, bias, stride, zeros, dilation, groups);
        }

        torch.Tensor IActivatedLayer.Apply<TOp>(torch.Tensor x, TOp op)
        {
            var (padded, zeros) = Padded(x);
            return Ops.Convolution.Map(padded, weight, bias, stride, zeros, dilation, groups, op) ?? Unary.Apply(op, forward(x));
        }

        private static long[] Sizes(long in_channels, long out_channels, (long, long) kernel_size, long groups)
        {
            RequireGroups(nameof(Conv2d), in_channels, out_channels, groups);
            return [out_channels, in_channels / groups, kernel_size.Item1, kernel_size.Item2];
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A two-dimensional convolution, with a square kernel.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), null, (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <summary>A two-dimensional convolution.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride ?? (1, 1), padding ?? (0, 0), null, dilation ?? (1, 1), padding_mode, groups, bias, device, dtype);

            /// <summary>A two-dimensional convolution, with a square kernel and padding by a rule.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (0, 0), padding, (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <summary>A two-dimensional convolution with padding by a rule.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride ?? (1, 1), (0, 0), padding, dilation ?? (1, 1), padding_mode, groups, bias, device, dtype);
        }
    }
}
