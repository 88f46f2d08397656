using TorchSharp.Tensors;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Batch normalisation (Ioffe and Szegedy 2015): y = (x − mean)/√(var + eps) · weight + bias per channel, with the
    /// batch's own moments in training, and moments averaged over training in evaluation.
    /// </summary>
    public abstract class BatchNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = "weight")]
        private Parameter? _weight;

        [ComponentName(Name = "bias")]
        private Parameter? _bias;

        [ComponentName(Name = "running_mean")]
        private torch.Tensor? _runningMean;

        [ComponentName(Name = "running_var")]
        private torch.Tensor? _runningVar;

        [ComponentName(Name = "num_batches_tracked")]
        private torch.Tensor? _batches;

        private protected BatchNorm(string name, long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype) : base(name)
        {
            this.num_features = num_features;
            this.eps = eps;
            this.momentum = momentum;
            if (affine)
            {
                _weight = torch.ones([num_features], dtype, device).AsParameter();
                _bias = torch.zeros([num_features], dtype, device).AsParameter();
            }
            if (track_running_stats)
            {
                _runningMean = torch.zeros([num_features], dtype, device);
                _runningVar = torch.ones([num_features], dtype, device);
                _batches = torch.tensor(0L);
            }
            RegisterComponents();
        }

        /// <summary>Number of channels.</summary>
        public long num_features { get; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Share of the batch in the running moments; null averages all batches alike.</summary>
        public double? momentum { get; set; }

        /// <summary>Scale γ, [num_features], or null if not affine.</summary>
        public Parameter? weight
        {
            get => _weight;
            set
            {
                _weight = value;
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>Shift β, [num_features], or null if not affine.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = value;
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        /// <summary>Moving average of batch means, [num_features], or null.</summary>
        public torch.Tensor? running_mean
        {
            get => _runningMean;
            set
            {
                _runningMean = value;
                ConditionallyRegisterBuffer(nameof(running_mean), value);
            }
        }

        /// <summary>Moving average of unbiased batch variances, [num_features], or null.</summary>
        public torch.Tensor? running_var
        {
            get => _runningVar;
            set
            {
                _runningVar = value;
                ConditionallyRegisterBuffer(nameof(running_var), value);
            }
        }

        /// <summary>Number of batches seen in training, Int64, or null.</summary>
        public torch.Tensor? num_batches_tracked
        {
            get => _batches;
            set
            {
                _batches = value;
                ConditionallyRegisterBuffer(nameof(num_batches_tracked), value);
            }
        }

        /// <summary>Normalises [n, num_features, …]; the result has the same shape.</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            RequireDimensions(input);
            if (input.shape[1] != num_features)
                throw new ArgumentException($"{GetName()}: input of shape {Shape.Text(input.shape)} must have {num_features} channels in dimension 1.");
            if (training && _batches is not null) _batches.add_(1);
            return torch.nn.functional.batch_norm(input, _runningMean, _runningVar, _weight, _bias, training || _runningMean is null, Share(), eps);
        }

        private double Share() => momentum ?? (_batches is null ? 0 : 1.0 / Math.Max(_batches.item<long>(), 1));

        private protected abstract void RequireDimensions(torch.Tensor input);
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
