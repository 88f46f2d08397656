using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The maximum of each window: [n, c, length] → [n, c, length'], see <see cref="Modules.MaxPool1d"/>. The stride is the kernel's size if not given.</summary>
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => max_pool2d(AsRow(input, "max_pool1d"), [1, kernel_size], [1, stride ?? kernel_size], [0, padding ?? 0], [1, dilation ?? 1], ceil_mode).squeeze(-2);

            /// <summary>The maximum of each window and its position, Int64, both [n, c, length'].</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            {
                var (output, indices) = max_pool2d_with_indices(AsRow(input, "max_pool1d"), [1, kernel_size], [1, stride ?? kernel_size], [0, padding ?? 0], [1, dilation ?? 1], ceil_mode);
                return (output.squeeze(-2), indices.squeeze(-2));
            }

            /// <summary>The mean of each window: [n, c, length] → [n, c, length'], see <see cref="Modules.AvgPool1d"/>. The stride is the kernel's size if not given.</summary>
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true)
                => avg_pool2d(AsRow(input, "avg_pool1d"), [1, kernel_size], [1, stride ?? kernel_size], [0, padding ?? 0], ceil_mode, count_include_pad).squeeze(-2);

            private static Tensor AsRow(Tensor input, string operation)
            {
                if (input.Layout.Rank is not (2 or 3)) throw new ArgumentException($"{operation}: expected [n, c, length] or [c, length], got shape {Shape.Text(input.Layout.Sizes)}.");
                return input.unsqueeze(-2);
            }
        }
    }
}
