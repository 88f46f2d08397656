using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A one-dimensional convolution:
    /// [n, in_channels, length] → [n, out_channels, ⌊(length + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1]
    /// (in PyTorch: torch.nn.Conv1d).
    /// </summary>
    /// <example><code>using var layer = torch.nn.Conv1d(1, 16, 5, padding: 2);    // [32, 1, 100] → [32, 16, 100]</code></example>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(long in_channels, long out_channels, long kernel_size, long stride, long padding, Padding? padding_type, long dilation,
            PaddingModes mode, long groups, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Conv1d), Sizes(in_channels, out_channels, kernel_size, groups), out_channels, bias, mode, device, dtype)
        {
            this.in_channels = in_channels;
            this.out_channels = out_channels;
            this.groups = groups;
            this.kernel_size = [kernel_size];
            this.stride = [stride];
            this.padding = [padding];
            this.padding_type = padding_type;
            this.dilation = [dilation];
            output_padding = [0];
        }

        /// <summary>Applies the layer to [n, in_channels, length].</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            var (padded, zeros) = Padded(input);
            return torch.nn.functional.conv1d(padded, weight, bias, stride[0], zeros[0], dilation[0], groups);
        }

        private static long[] Sizes(long in_channels, long out_channels, long kernel_size, long groups)
        {
            RequireGroups(nameof(Conv1d), in_channels, out_channels, groups);
            return [out_channels, in_channels / groups, kernel_size];
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A one-dimensional convolution.</summary>
            public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

            /// <summary>A one-dimensional convolution with padding by a rule.</summary>
            public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, 0, padding, dilation, padding_mode, groups, bias, device, dtype);

            public static partial class functional
            {
                /// <summary>The same as <see cref="conv1d"/> with padding by a rule.</summary>
                public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1)
                {
                    var (before, after) = Ops.Pad.Around(padding, weight.Layout.Sizes[^1], stride ?? 1, dilation ?? 1);
                    return conv1d(pad(input, (before, after)), weight, bias, stride, 0, dilation, groups);
                }

                /// <summary>The same as <see cref="conv2d"/> with padding by a rule.</summary>
                public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
                {
                    var (steps, spread) = (Both(strides, 1), Both(dilation, 1));
                    var (above, below) = Ops.Pad.Around(padding, weight.Layout.Sizes[^2], steps[0], spread[0]);
                    var (left, right) = Ops.Pad.Around(padding, weight.Layout.Sizes[^1], steps[1], spread[1]);
                    return conv2d(pad(input, (left, right, above, below)), weight, bias, steps, null, spread, groups);
                }
            }
        }
    }
}
