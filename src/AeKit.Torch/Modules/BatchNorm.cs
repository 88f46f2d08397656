using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Batch normalisation (Ioffe and Szegedy 2015): y = (x − mean)/√(var + eps) · weight + bias per channel, with the
    /// batch's own moments in training, and moments averaged over training in evaluation.
    /// </summary>
    public abstract class BatchNorm : NormBase
    {
        private protected BatchNorm(string name, long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(name, num_features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }

        /// <summary>Normalises [n, num_features, …]; the result has the same shape.</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            RequireChannels(input);
            if (training) num_batches_tracked?.add_(1);
            return torch.nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, Share(), eps);
        }

        private double Share() => momentum ?? (num_batches_tracked is { } batches ? 1.0 / Math.Max(batches.item<long>(), 1) : 0);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>
                /// Normalises input [n, c, …] per channel, in training by the batch's moments, which also move the running
                /// ones, otherwise by the running moments.
                /// </summary>
                public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
                {
                    var rank = input.Layout.Rank;
                    long[] perChannel = [1, -1, .. Enumerable.Repeat(1L, Math.Max(rank - 2, 0))];
                    Tensor centred, variance;
                    if (training)
                    {
                        var n = input.Layout.Count / Math.Max(input.Layout.Sizes[1], 1);
                        if (n < 2) throw new ArgumentException($"batch_norm: expected more than one value per channel in training, got input {Shape.Text(input.Layout.Sizes)}.");
                        var mean = ChannelMean(input);
                        centred = input.sub(mean);
                        variance = ChannelMean(centred.mul(centred));
                        using (no_grad())
                        {
                            running_mean?.mul_(1 - momentum).add_(mean.reshape(-1), momentum);
                            running_var?.mul_(1 - momentum).add_(variance.reshape(-1), momentum * n / (n - 1));
                        }
                    }
                    else
                    {
                        if (running_mean is null || running_var is null) throw new ArgumentException("batch_norm: evaluation needs running_mean and running_var.");
                        centred = input.sub(running_mean.reshape(perChannel));
                        variance = running_var.reshape(perChannel);
                    }
                    var scale = variance.add(eps).rsqrt();
                    if (weight is not null) scale = scale.mul(weight.reshape(perChannel));
                    var y = centred.mul(scale);
                    return bias is null ? y : y.add(bias.reshape(perChannel));
                }

                // Dimensions after the channels first: both sums then run along memory.
                private static Tensor ChannelMean(Tensor x)
                {
                    var n = (double)x.Layout.Count / x.Layout.Sizes[1];
                    var rank = x.Layout.Rank;
                    var sums = rank > 2 ? x.sum([.. Enumerable.Range(2, rank - 2).Select(d => (long)d)], keepdim: true) : x;
                    return sums.sum([0L], keepdim: true).div(n);
                }
            }
        }
    }
}
