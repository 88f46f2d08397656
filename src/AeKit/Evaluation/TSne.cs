using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// t-distributed stochastic neighbour embedding (van der Maaten and Hinton, JMLR 9, 2008): a picture in the plane that
/// keeps neighbours together. It minimises KL(P ‖ Q) with pᵢⱼ the probability that i and j are neighbours in the data and
/// qᵢⱼ ∝ 1 / (1 + ‖yᵢ − yⱼ‖²) in the plane. Exact, with N² probabilities: for up to some thousand examples. Nothing is
/// random, since it starts from the first two principal components, as Kobak and Berens advise (Nature Communications
/// 10, 2019). Distances between clusters and their sizes mean little.
/// </summary>
/// <example><code>
/// var tsne = TSne.Fit(Codes.Of(model, digits));
/// Plot.Scatter(tsne.Embedding.ToArray2D(), labels: digits.Labels.ToInt64Array())
/// </code></example>
public sealed class TSne
{
    private const double EarlyExaggeration = 12;
    private const int ExaggeratedIterations = 250;

    private readonly double[] _x;
    private readonly double[] _y;

    private TSne(double[] x, double[] y, double divergence)
    {
        (_x, _y) = (x, y);
        Divergence = divergence;
    }

    /// <summary>The points of the picture, (N, 2), in the caller's dispose scope.</summary>
    public Tensor Embedding => tensor([.. _x.Zip(_y).SelectMany(point => new[] { (float)point.First, (float)point.Second })], [_x.Length, 2]);

    /// <summary>KL(P ‖ Q) reached, in nats.</summary>
    public double Divergence { get; }

    /// <summary>Computes the picture.</summary>
    /// <param name="x">Examples or codes, (N, D).</param>
    /// <param name="perplexity">The effective number of neighbours of each example; less than N/3.</param>
    /// <param name="iterations">Steps of gradient descent; the first 250 exaggerate P twelvefold.</param>
    /// <exception cref="ArgumentException">Not a matrix of at least 4 rows, or a perplexity outside [1, N/3).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No iteration.</exception>
    public static TSne Fit(Tensor x, double perplexity = 30, int iterations = 1000)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.shape is not [>= 4, > 0])
            throw new ArgumentException($"t-SNE wants at least 4 examples as the rows of a matrix (N, D); got shape [{string.Join(", ", x.shape)}].", nameof(x));
        var count = (int)x.shape[0];
        if (!(perplexity >= 1 && perplexity < count / 3.0))
            throw new ArgumentException($"The perplexity for {count} examples is from 1 to less than {count / 3.0:0.#}, a third of them; got {perplexity}.", nameof(perplexity));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);

        var objective = new TSneObjective(NeighborProbabilities.Of(x, perplexity), count);
        var (first, second) = Start(x);
        // Belkina et al., Nature Communications 10, 2019: the step grows with the data; the 4 is the gradient's factor.
        double rate = Math.Max(count / EarlyExaggeration / 4, 50);
        var horizontal = new Descent(first, rate);
        var vertical = new Descent(second, rate);
        for (int i = 0; i < iterations; i++)
        {
            bool early = i < ExaggeratedIterations;
            var (gx, gy) = objective.Gradient(horizontal.Position, vertical.Position, early ? EarlyExaggeration : 1);
            horizontal.Step(gx, early ? 0.5 : 0.8);
            vertical.Step(gy, early ? 0.5 : 0.8);
        }
        return new TSne(horizontal.Position, vertical.Position, objective.Divergence(horizontal.Position, vertical.Position));
    }

    // So small at first that no pair is far apart, and every point can still move anywhere.
    private static (double[] First, double[] Second) Start(Tensor x)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Pca pca = Pca.Fit(x, (int)Math.Min(2, x.shape[1]));
        float[,] codes = pca.Encode(x.to_type(ScalarType.Float32)).ToArray2D();
        double scale = 1e-4 / Math.Sqrt(Math.Max(pca.Eigenvalues[0], 1e-30));
        double[] Column(int k) => [.. Enumerable.Range(0, codes.GetLength(0)).Select(i => k < codes.GetLength(1) ? scale * codes[i, k] : 0)];
        return (Column(0), Column(1));
    }

    /// <summary>Gradient descent with momentum and a rate of its own for each coordinate, as in the authors' program (Jacobs, Neural Networks 1, 1988).</summary>
    private sealed class Descent(double[] position, double rate)
    {
        private readonly double[] _change = new double[position.Length];
        private readonly double[] _gain = [.. Enumerable.Repeat(1.0, position.Length)];

        public double[] Position => position;

        public void Step(double[] gradient, double momentum)
        {
            for (int i = 0; i < position.Length; i++)
            {
                _gain[i] = gradient[i] * _change[i] < 0 ? _gain[i] + 0.2 : Math.Max(0.01, _gain[i] * 0.8);
                _change[i] = (momentum * _change[i]) - (rate * _gain[i] * gradient[i]);
                position[i] += _change[i];
            }
        }
    }
}
