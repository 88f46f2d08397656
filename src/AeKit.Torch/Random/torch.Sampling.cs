using TorchSharp.Autograd;
using TorchSharp.Random;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Uniform numbers from [0, 1) in the shape and type of <paramref name="input"/>.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => RandomFactory.Uniform(input.Layout.Sizes, dtype ?? input.dtype, device, requires_grad, null, null);

    /// <summary>Standard normal numbers in the shape and type of <paramref name="input"/>.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        => RandomFactory.Normal(input.Layout.Sizes, dtype ?? input.dtype, device, requires_grad, null, null);

    /// <summary>Integers drawn uniformly from [0, high).</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => RandomFactory.Integers(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Integers drawn uniformly from [low, high).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
        => RandomFactory.Integers(low, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>The numbers 0 … n − 1 in random order; Int64.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        var result = Create.Uninitialised([n], ScalarType.Int64, device, null);
        Sampling.Permutation(result.Span<long>(), generator);
        return result.to_type(dtype ?? ScalarType.Int64, disposeAfter: true).requires_grad_(requires_grad);
    }

    /// <summary>0 or 1, with the probabilities of being 1 in <paramref name="input"/>.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    /// <summary>Normal numbers with the given mean and standard deviation.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        var result = Create.Uninitialised(size, dtype, device, names);
        Sampling.Normal(result, mean, std, generator);
        return result.requires_grad_(requires_grad);
    }

    public partial class Tensor
    {
        /// <summary>Uniform numbers from [0, 1) in the shape and type of this.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.rand_like(this, dtype, device, requires_grad);

        /// <summary>Standard normal numbers in the shape and type of this.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.randn_like(this, dtype, device, requires_grad);

        /// <summary>Draws every element uniformly from [from, to). Returns this.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null)
            => Drawn("uniform_", t => Sampling.Uniform(t, from, to, generator));

        /// <summary>Draws every element from a normal distribution. Returns this.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null)
            => Drawn("normal_", t => Sampling.Normal(t, mean, std, generator));

        /// <summary>Sets every element to 1 with probability <paramref name="p"/>, else 0. Returns this.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
            => Drawn("bernoulli_", t => Sampling.Bernoulli(t, p, generator));

        /// <summary>0 or 1, with the probabilities of being 1 in this tensor.</summary>
        public Tensor bernoulli(Generator? generator = null)
        {
            var result = Empty(Layout, dtype);
            Sampling.Bernoulli(result, this, generator);
            return result;
        }

        private Tensor Drawn(string operation, Action<Tensor> draw)
        {
            var recorded = GradMode.Records(this);
            RequireWritable(operation, recorded);
            if (Layout.IsContiguous)
            {
                draw(this);
            }
            else
            {
                using var packed = Empty(Layout, dtype, tracked: false);
                draw(packed);
                Ops.Copy.Into(packed, this);
            }
            return ChangedBy(recorded ? new Ops.CopyIntoNode(this, null) : null);
        }
    }
}
