using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Zeroes whole channels of [n, c, length] with probability <paramref name="p"/> and scales the rest by 1/(1 − p), if <paramref name="training"/> (in PyTorch: dropout1d).</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => input.Layout.Rank == 2 ? dropout1d(input.unsqueeze(0), p, training, inplace).squeeze(0) : DropChannels(input, p, training, inplace, 3, "dropout1d");

            /// <summary>Zeroes whole channels of [n, c, h, w] with probability <paramref name="p"/> and scales the rest by 1/(1 − p), if <paramref name="training"/> (Tompson et al. 2015; in PyTorch: dropout2d).</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => DropChannels(input, p, training, inplace, 4, "dropout2d");

            private static Tensor DropChannels(Tensor input, double p, bool training, bool inplace, int rank, string operation)
            {
                if (!(p is >= 0 and <= 1)) throw new ArgumentException($"{operation}: the probability must lie in [0, 1], got {p}.");
                if (input.Layout.Rank != rank) throw new ArgumentException($"{operation}: expected [n, c, …] of {rank} dimensions, got shape {Shape.Text(input.Layout.Sizes)}.");
                if (!training || p == 0) return input.alias();
                if (p == 1) return inplace ? input.mul_(0).alias() : input.mul(0);
                Tensor noise;
                using (no_grad()) noise = empty([.. input.Layout.Sizes[..2], .. Enumerable.Repeat(1L, rank - 2)], input.dtype).bernoulli_(1 - p).div_(1 - p);
                return inplace ? input.mul_(noise).alias() : input.mul(noise);
            }
        }
    }
}
