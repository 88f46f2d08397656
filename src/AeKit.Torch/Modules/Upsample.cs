using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Resizes signals [n, c, length] or images [n, c, h, w], see <see cref="torch.nn.functional.interpolate"/> (in PyTorch: torch.nn.Upsample).</summary>
    /// <example><code>using var layer = torch.nn.Upsample(scale_factor: [2.0]);    // [32, 8, 7, 7] → [32, 8, 14, 14]</code></example>
    public sealed class Upsample : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long[]? _size;
        private readonly double[]? _factors;

        internal Upsample(long[]? size, double[]? scale_factor, torch.UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor) : base(nameof(Upsample))
        {
            if (size is null == scale_factor is null) throw new ArgumentException("Upsample: give either size or scale_factor.");
            (_size, _factors) = (size, scale_factor);
            this.mode = mode;
            this.align_corners = align_corners;
            this.recompute_scale_factor = recompute_scale_factor;
        }

        /// <summary>The sizes to reach; empty if factors were given.</summary>
        public ReadOnlySpan<long> size => _size;

        /// <summary>The factors to enlarge by; empty if sizes were given.</summary>
        public ReadOnlySpan<double> scale_factor => _factors;

        /// <summary>Where the new elements come from.</summary>
        public torch.UpsampleMode mode { get; }

        /// <summary>Whether, between neighbours, the first and last elements keep their places.</summary>
        public bool? align_corners { get; }

        /// <summary>Whether positions follow from the sizes rather than from the factor.</summary>
        public bool? recompute_scale_factor { get; set; }

        /// <summary>Applies the layer to [n, c, length] or [n, c, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input)
            => torch.nn.functional.interpolate(input, _size, _factors, (torch.InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Resizes signals or images to <paramref name="size"/> or by <paramref name="scale_factor"/>.</summary>
            public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null)
                => new(size, scale_factor, mode, align_corners, recompute_scale_factor);
        }
    }
}
