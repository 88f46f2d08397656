using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Instance normalisation (Ulyanov et al. 2016): y = (x − mean)/√(var + eps) · weight + bias with the moments of each channel of
    /// each example, or, in evaluation, those averaged over training if they were tracked.
    /// </summary>
    public abstract class InstanceNorm : NormBase
    {
        private protected InstanceNorm(string name, long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(name, num_features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }

        /// <summary>Normalises [n, num_features, …]; the result has the same shape.</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            RequireChannels(input);
            return torch.nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, momentum ?? 0, eps);
        }
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
                /// Normalises each channel of each example of [n, c, …] by its own moments, whose averages over the examples also move
                /// the running ones, or by the running moments unless <paramref name="use_input_stats"/> (in PyTorch: instance_norm).
                /// </summary>
                public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
                {
                    if (!use_input_stats) return batch_norm(input, running_mean, running_var, weight, bias, training: false, momentum, eps);
                    var sizes = input.Layout.Sizes;
                    if (sizes.Length < 3 || sizes[2..].Aggregate(1L, (product, size) => product * size) < 2)
                        throw new ArgumentException($"instance_norm: expected [n, c, …] with more than one value per channel, got input {Shape.Text(sizes)}.");
                    var values = input.reshape(sizes[0], sizes[1], -1);
                    using (no_grad())
                    {
                        running_mean?.mul_(1 - momentum).add_(values.mean([2L]).mean([0L]), momentum);
                        running_var?.mul_(1 - momentum).add_(values.var(2).mean([0L]), momentum);
                    }
                    return group_norm(input, sizes[1], weight, bias, eps);
                }
            }
        }
    }
}
