using TorchSharp.Ops;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Negative log-likelihood −x[class] of log-probabilities [n, classes, …] and Int64 classes [n, …]; with <paramref name="weight"/> per class the mean is weighted.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                => NegativeLogLikelihood(input, target, weight, -100, reduction, "nll_loss");

            /// <summary>Cross-entropy in nats of logits [n, classes, …] and Int64 classes [n, …], or of probabilities of the logits' shape.</summary>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
            {
                if (label_smoothing != 0) throw new NotSupportedException("cross_entropy: label_smoothing is not supported.");
                var dim = input.Layout.Rank == 1 ? 0 : 1;
                var logs = input.log_softmax(dim);
                if (!target.is_floating_point()) return NegativeLogLikelihood(logs, target, weight, ignore_index, reduction, "cross_entropy");
                if (weight is not null) throw new NotSupportedException("cross_entropy: weight is supported with class targets only.");
                if (!Shape.Same(input.Layout.Sizes, target.Layout.Sizes))
                    throw new ArgumentException($"cross_entropy: logits of shape {Shape.Text(input.Layout.Sizes)} and probabilities of shape {Shape.Text(target.Layout.Sizes)} must be equal.");
                var elements = logs.mul(target).sum(dim).neg();
                return ElementLoss.Reduce(elements, reduction);
            }

            /// <summary>Squared error below <paramref name="beta"/>, absolute error above: (x − t)²/(2β), or |x − t| − β/2.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0)
            {
                RequireSameShape("smooth_l1_loss", input, target);
                var error = input.sub(target).abs();
                if (beta == 0) return ElementLoss.Reduce(error, reduction);
                return ElementLoss.Reduce(where(error.lt(beta), error.mul(error).mul(0.5 / beta), error.sub(0.5 * beta)), reduction);
            }

            /// <summary>Huber loss: (x − t)²/2 below <paramref name="delta"/>, δ(|x − t| − δ/2) above.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean)
            {
                RequireSameShape("huber_loss", input, target);
                var error = input.sub(target).abs();
                return ElementLoss.Reduce(where(error.lt(delta), error.mul(error).mul(0.5), error.sub(0.5 * delta).mul(delta)), reduction);
            }

            /// <summary>
            /// Kullback-Leibler divergence t (ln t − x) of log-probabilities x from t, in nats per element; t is given as a
            /// logarithm unless <paramref name="log_target"/> is false. The mean is over elements, as in PyTorch.
            /// </summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
            {
                RequireSameShape("kl_div", input, target);
                var elements = log_target
                    ? target.exp().mul(target.sub(input))
                    : where(target.gt(0), target.mul(target.clamp_min(1e-38).log()), zeros_like(target)).sub(target.mul(input));
                return ElementLoss.Reduce(elements, reduction);
            }

            /// <summary>Negative log-likelihood of targets under normal distributions, the variances of the input's shape or one per row: (ln σ² + (t − x)²/σ²)/2, plus ln(2π)/2 if <paramref name="full"/>; σ² is kept above <paramref name="eps"/>.</summary>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f, Reduction reduction = Reduction.Mean)
            {
                RequireSameShape("gaussian_nll_loss", input, target);
                var (x, v) = (input.Layout.Sizes, variance.Layout.Sizes);
                var isPerRow = x.Length > 0 && Shape.Same(v, x.AsSpan()[..^1]);
                if (!isPerRow && !Shape.Same(v, x) && !(v.Length == x.Length && v.Length > 0 && v[^1] == 1 && Shape.Same(v.AsSpan()[..^1], x.AsSpan()[..^1])))
                    throw new ArgumentException($"gaussian_nll_loss: variances of shape {Shape.Text(v)} do not fit input of shape {Shape.Text(x)}; give one per element or one per row.");
                if (isPerRow) variance = variance.unsqueeze(-1);
                // As in PyTorch the limit changes the value, not the gradient.
                Tensor lift;
                using (no_grad()) lift = variance.clamp_min(eps).sub(variance);
                var safe = variance.add(lift);
                var elements = safe.log().add(input.sub(target).pow(2).div(safe)).mul(0.5);
                if (full) elements = elements.add(0.5 * Math.Log(2 * Math.PI));
                return ElementLoss.Reduce(elements, reduction);
            }

            private static Tensor NegativeLogLikelihood(Tensor logs, Tensor target, Tensor? weight, long ignore, Reduction reduction, string name)
            {
                var dim = logs.Layout.Rank == 1 ? 0 : 1;
                var expected = logs.Layout.Sizes.Where((_, d) => d != dim).ToArray();
                if (!torch.is_integral(target.dtype) || !Shape.Same(expected, target.Layout.Sizes))
                    throw new ArgumentException($"{name}: input of shape {Shape.Text(logs.Layout.Sizes)} needs integer classes of shape {Shape.Text(expected)}, got {Shape.Text(target.Layout.Sizes)} of {target.dtype}.");
                var classes = target.to_type(ScalarType.Int64);
                RequireClasses(classes, ignore, logs.Layout.Sizes, dim, name);
                var counted = classes.ne(ignore);
                var safe = where(counted, classes, zeros_like(classes));
                var weights = counted.to_type(logs.dtype);
                if (weight is not null) weights = weights.mul(weight.index_select(0, safe.reshape(-1)).reshape(safe.Layout.Sizes));
                var elements = logs.gather(dim, safe.unsqueeze(dim)).squeeze(dim).neg().mul(weights);
                return reduction == Reduction.Mean ? elements.sum().div(weights.sum()) : ElementLoss.Reduce(elements, reduction);
            }

            private static void RequireClasses(Tensor classes, long ignore, long[] sizes, int dim, string name)
            {
                using var dense = new Dense(classes);
                foreach (var c in dense.Span<long>())
                    if (c != ignore && (c < 0 || c >= sizes[dim]))
                        throw new ArgumentOutOfRangeException(nameof(classes), c, $"{name}: there is no class {c}; an input of shape {Shape.Text(sizes)} has the classes 0 … {sizes[dim] - 1}.");
            }

            private static void RequireSameShape(string name, Tensor input, Tensor target)
            {
                if (!Shape.Same(input.Layout.Sizes, target.Layout.Sizes))
                    throw new ArgumentException($"{name}: input of shape {Shape.Text(input.Layout.Sizes)} and target of shape {Shape.Text(target.Layout.Sizes)} must be equal.");
            }
        }
    }
}
