using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// A density p(z) = Σₘ πₘ N(z; μₘ, Σₘ) with full covariances, fitted by expectation maximisation
/// (Dempster, Laird and Rubin, 1977; Bishop, Pattern Recognition and Machine Learning, 2006, §9.2.2), in double precision.
/// </summary>
/// <example><code>
/// torch.manual_seed(1);
/// var density = GaussianMixture.Fit(codes, components: 10);   // codes: (N, K)
/// var fresh = density.Sample(100);                            // (100, K)
/// </code></example>
public sealed class GaussianMixture
{
    private readonly Vector<double>[] _means;
    private readonly Matrix<double>[] _factors;
    private readonly double[][,] _factorRows;
    private readonly double[] _logNormalizers;

    private GaussianMixture(double[] weights, Vector<double>[] means, Matrix<double>[] covariances)
    {
        Weights = weights;
        Covariances = [.. covariances.Select(c => c.ToArray())];
        _means = means;
        _factors = [.. covariances.Select(c => c.Cholesky().Factor)];
        _factorRows = [.. _factors.Select(f => f.ToArray())];
        _logNormalizers = [.. _factors.Select((f, m) => Math.Log(weights[m]) - f.Diagonal().Sum(Math.Log) - 0.5 * f.RowCount * Math.Log(2 * Math.PI))];
    }

    /// <summary>πₘ, which sum to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>μₘ, of length K each.</summary>
    public IReadOnlyList<double[]> Means => [.. _means.Select(m => m.ToArray())];

    /// <summary>Σₘ, K × K each.</summary>
    public IReadOnlyList<double[,]> Covariances { get; }

    /// <summary>
    /// Fits the density. It starts at centres drawn by k-means++ (Arthur and Vassilvitskii, 2007) from the global generator
    /// and ends when an iteration raises the mean log-likelihood by less than 10⁻⁶ nats.
    /// </summary>
    /// <param name="x">Points, (N, K), at least as many as components.</param>
    /// <param name="components">M, at least 1.</param>
    /// <param name="iterations">The largest number of iterations.</param>
    /// <exception cref="ArgumentException">x is not a matrix of finite numbers with at least M rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 component or iteration.</exception>
    public static GaussianMixture Fit(Tensor x, int components, int iterations = 200)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(components);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        if (x.dim() != 2 || x.shape[0] < components)
        {
            throw new ArgumentException($"A mixture of {components} needs at least {components} points as the rows of a matrix (N, K); got shape ({string.Join(", ", x.shape)}).", nameof(x));
        }

        var points = Rows(x);
        if (points.Any(p => p.Any(v => !double.IsFinite(v))))
        {
            throw new ArgumentException("A mixture cannot be fitted to points that are not finite numbers: check the codes for NaN.", nameof(x));
        }

        var spread = Spread(points);
        var mixture = Maximize(points, Assign(points, Centres(points, components)), spread);
        var before = double.NegativeInfinity;
        for (var i = 0; i < iterations; i++)
        {
            var (responsibilities, likelihood) = mixture.Expect(points);
            if (likelihood - before < 1e-6)
            {
                break;
            }

            before = likelihood;
            mixture = Maximize(points, responsibilities, spread);
        }

        return mixture;
    }

    /// <summary>log p(z) in nats.</summary>
    /// <param name="z">Points, (N, K).</param>
    /// <returns>(N), double precision.</returns>
    /// <exception cref="ArgumentException">The points are not of the density's dimension.</exception>
    public Tensor LogDensity(Tensor z)
    {
        ArgumentNullException.ThrowIfNull(z);
        if (z.dim() != 2 || z.shape[1] != _means[0].Count)
        {
            throw new ArgumentException($"Points of this density have shape (N, {_means[0].Count}); got ({string.Join(", ", z.shape)}).", nameof(z));
        }

        return tensor(Rows(z).Select(point => LogSumExp(LogTerms(point))).ToArray());
    }

    /// <summary>Independent draws, with the global generator.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>(count, K), single precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1.</exception>
    public Tensor Sample(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var scope = NewDisposeScope();
        var size = _means[0].Count;
        var uniform = rand(count, dtype: ScalarType.Float64).data<double>().ToArray();
        var normal = Rows(randn(count, size, dtype: ScalarType.Float64));
        var values = new float[count * size];
        for (var n = 0; n < count; n++)
        {
            var m = Draw(Weights, uniform[n]);
            var point = _means[m] + _factors[m] * normal[n];
            for (var k = 0; k < size; k++)
            {
                values[n * size + k] = (float)point[k];
            }
        }

        return tensor(values).reshape(count, size).MoveToOuterDisposeScope();
    }

    // Each new centre is a point, drawn with probability proportional to its squared distance to the nearest one so far.
    private static Vector<double>[] Centres(Vector<double>[] points, int count)
    {
        using var draws = rand(count, dtype: ScalarType.Float64);
        var uniform = draws.data<double>().ToArray();
        var centres = new Vector<double>[count];
        centres[0] = points[(int)(uniform[0] * points.Length)];
        var distances = points.Select(_ => double.PositiveInfinity).ToArray();
        for (var m = 1; m < count; m++)
        {
            for (var n = 0; n < points.Length; n++)
            {
                distances[n] = Math.Min(distances[n], SquaredDistance(points[n], centres[m - 1]));
            }

            var total = distances.Sum();
            centres[m] = points[total > 0 ? Draw([.. distances.Select(d => d / total)], uniform[m]) : m];
        }

        return centres;
    }

    private static double[][] Assign(Vector<double>[] points, Vector<double>[] centres) =>
    [
        .. points.Select(point =>
        {
            var responsibilities = new double[centres.Length];
            responsibilities[Enumerable.Range(0, centres.Length).MinBy(m => SquaredDistance(point, centres[m]))] = 1;
            return responsibilities;
        }),
    ];

    private static GaussianMixture Maximize(Vector<double>[] points, double[][] responsibilities, double spread)
    {
        var (count, size) = (responsibilities[0].Length, points[0].Count);
        var weights = new double[count];
        var means = new Vector<double>[count];
        var covariances = new Matrix<double>[count];
        for (var m = 0; m < count; m++)
        {
            // A component that no point belongs to keeps a little weight instead of dividing by zero.
            var total = Math.Max(responsibilities.Sum(r => r[m]), 1e-9);
            weights[m] = total;
            var mean = new double[size];
            for (var n = 0; n < points.Length; n++)
            {
                var (share, point) = (responsibilities[n][m] / total, points[n]);
                for (var k = 0; k < size; k++)
                {
                    mean[k] += share * point[k];
                }
            }

            means[m] = Vector<double>.Build.DenseOfArray(mean);
            covariances[m] = Matrix<double>.Build.DenseOfArray(Covariance(points, responsibilities, m, total, mean));

            // A component on a single point would have no volume and an infinite likelihood.
            covariances[m] += Matrix<double>.Build.DenseIdentity(size) * (1e-6 * spread);
        }

        var sum = weights.Sum();
        return new GaussianMixture([.. weights.Select(w => w / sum)], means, covariances);
    }

    // Plain loops: EM spends its time here and in LogTerms, where a matrix object's indexer is several times slower.
    private static double[,] Covariance(Vector<double>[] points, double[][] responsibilities, int m, double total, double[] mean)
    {
        var covariance = new double[mean.Length, mean.Length];
        var centred = new double[mean.Length];
        for (var n = 0; n < points.Length; n++)
        {
            var (share, point) = (responsibilities[n][m] / total, points[n]);
            for (var i = 0; i < centred.Length; i++)
            {
                centred[i] = point[i] - mean[i];
                for (var j = 0; j <= i; j++)
                {
                    covariance[i, j] += share * centred[i] * centred[j];
                }
            }
        }

        for (var i = 0; i < centred.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                covariance[j, i] = covariance[i, j];
            }
        }

        return covariance;
    }

    private (double[][] Responsibilities, double LogLikelihood) Expect(Vector<double>[] points)
    {
        var responsibilities = new double[points.Length][];
        var likelihood = 0.0;
        for (var n = 0; n < points.Length; n++)
        {
            var terms = LogTerms(points[n]);
            var total = LogSumExp(terms);
            likelihood += total / points.Length;
            responsibilities[n] = [.. terms.Select(t => Math.Exp(t - total))];
        }

        return (responsibilities, likelihood);
    }

    /// <summary>log πₘ N(z; μₘ, Σₘ) of every component.</summary>
    private double[] LogTerms(Vector<double> z)
    {
        var terms = new double[_means.Length];
        var whitened = new double[z.Count];
        for (var m = 0; m < terms.Length; m++)
        {
            var (mean, factor) = (_means[m], _factorRows[m]);
            var term = _logNormalizers[m];
            for (var i = 0; i < whitened.Length; i++)
            {
                var value = z[i] - mean[i];
                for (var j = 0; j < i; j++)
                {
                    value -= factor[i, j] * whitened[j];
                }

                whitened[i] = value / factor[i, i];
                term -= 0.5 * whitened[i] * whitened[i];
            }

            terms[m] = term;
        }

        return terms;
    }

    private static double LogSumExp(double[] terms)
    {
        var largest = terms.Max();
        return largest + Math.Log(terms.Sum(t => Math.Exp(t - largest)));
    }

    private static int Draw(IReadOnlyList<double> probabilities, double uniform)
    {
        for (var m = 0; m < probabilities.Count - 1; m++)
        {
            uniform -= probabilities[m];
            if (uniform < 0)
            {
                return m;
            }
        }

        return probabilities.Count - 1;
    }

    private static double SquaredDistance(Vector<double> a, Vector<double> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Count; k++)
        {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }

        return sum;
    }

    // The mean variance of a coordinate; 1 where all points are the same.
    private static double Spread(Vector<double>[] points)
    {
        var mean = points.Aggregate((a, b) => a + b) / points.Length;
        var variance = points.Average(p => SquaredDistance(p, mean)) / mean.Count;
        return variance > 0 ? variance : 1;
    }

    private static Vector<double>[] Rows(Tensor x)
    {
        using var scope = NewDisposeScope();
        var values = x.detach().to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        var size = (int)x.shape[1];
        return [.. Enumerable.Range(0, (int)x.shape[0]).Select(n => Vector<double>.Build.DenseOfArray(values[(n * size)..((n + 1) * size)]))];
    }
}
