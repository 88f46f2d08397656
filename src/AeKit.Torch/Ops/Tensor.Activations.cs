using TorchSharp.Ops;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>x where x &gt; 0, otherwise negative_slope · x.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Unary.Apply(new LeakyRelu(negative_slope.Real), this);

        /// <summary>x where x &gt; 0, otherwise alpha(eˣ − 1).</summary>
        public Tensor elu(double alpha = 1) => Unary.Apply(new Elu(alpha), this);

        /// <summary>x · σ(x).</summary>
        public Tensor silu() => Unary.Apply(new Silu(), this);

        /// <summary>x · Φ(x) with the normal distribution function Φ.</summary>
        public Tensor gelu() => Unary.Apply(new Gelu(), this);

        /// <summary>ln(1 + e^(beta·x)) / beta; x itself where beta·x exceeds threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Unary.Apply(new Softplus(beta, threshold), this);

        /// <summary>ln σ(x).</summary>
        public Tensor log_sigmoid() => neg().softplus().neg();

        /// <summary>eˣ / Σ eˣ, normalised to sum 1 along <paramref name="dim"/>; of the same shape.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => log_softmax(Shape.Dimension(dim, Layout.Rank, "softmax"), dtype).exp();

        /// <summary>x − ln Σ eˣ along <paramref name="dim"/>; of the same shape.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null)
        {
            var x = dtype is { } type ? to_type(type) : this;
            return x.sub(x.logsumexp(Shape.Dimension(dim, Layout.Rank, "log_softmax"), keepdim: true));
        }

        /// <summary>ln Σ eˣ along <paramref name="dim"/>, without overflow; it disappears, or keeps the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false)
        {
            var largest = detach().max(Shape.Dimension(dim, Layout.Rank, "logsumexp"), keepdim: true).values;
            var total = sub(largest).exp().sum(dim, keepdim: true).log().add(largest);
            return keepdim ? total : total.squeeze(dim);
        }
    }

    /// <summary>eˣ / Σ eˣ, normalised to sum 1 along <paramref name="dim"/>; of the same shape.</summary>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    /// <summary>ln Σ eˣ along <paramref name="dim"/>, without overflow; it disappears, or keeps the size 1 with <paramref name="keepdim"/>.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            /// <summary>1/(1 + e⁻ˣ).</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>1/(1 + e^−x), in place if asked for.</summary>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            /// <summary>Hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            /// <summary>x where x &gt; 0, otherwise negative_slope · x.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false)
                => inplace ? Unary.ApplyInPlace(new LeakyRelu(negative_slope), input).alias() : input.leaky_relu(negative_slope);

            /// <summary>x where x &gt; 0, otherwise alpha(eˣ − 1).</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false)
                => inplace ? Unary.ApplyInPlace(new Elu(alpha), x).alias() : x.elu(alpha);

            /// <summary>x · σ(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false)
                => inplace ? Unary.ApplyInPlace(new Silu(), x).alias() : x.silu();

            /// <summary>x · Φ(x) with the normal distribution function Φ.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary>ln(1 + e^(beta·x)) / beta; x itself where beta·x exceeds threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            /// <summary>ln σ(x).</summary>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>eˣ / Σ eˣ, normalised to sum 1 along <paramref name="dim"/>; of the same shape.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>x − ln Σ eˣ along <paramref name="dim"/>; of the same shape.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);
        }
    }
}
