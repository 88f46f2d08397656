using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Channels become pixels: […, c·r², h, w] → […, c, h·r, w·r] (Shi et al. 2016; in PyTorch: pixel_shuffle).</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor)
            {
                var (sizes, r) = (input.Layout.Sizes, upscale_factor);
                if (sizes.Length < 3 || r < 1 || sizes[^3] % (r * r) != 0)
                    throw new ArgumentException($"pixel_shuffle: expected […, c · {r}², h, w], got shape {Shape.Text(sizes)}.");
                var (c, h, w) = (sizes[^3] / (r * r), sizes[^2], sizes[^1]);
                return input.reshape(-1, c, r, r, h, w).permute(0, 1, 4, 2, 5, 3).reshape([.. sizes[..^3], c, h * r, w * r]);
            }

            /// <summary>Pixels become channels, the inverse of <see cref="pixel_shuffle"/>: […, c, h·r, w·r] → […, c·r², h, w] (in PyTorch: pixel_unshuffle).</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor)
            {
                var (sizes, r) = (input.Layout.Sizes, downscale_factor);
                if (sizes.Length < 3 || r < 1 || sizes[^2] % r != 0 || sizes[^1] % r != 0)
                    throw new ArgumentException($"pixel_unshuffle: expected […, c, h · {r}, w · {r}], got shape {Shape.Text(sizes)}.");
                var (c, h, w) = (sizes[^3], sizes[^2] / r, sizes[^1] / r);
                return input.reshape(-1, c, h, r, w, r).permute(0, 1, 3, 5, 2, 4).reshape([.. sizes[..^3], c * r * r, h, w]);
            }
        }
    }
}
