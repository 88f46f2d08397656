using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// Principal component analysis: the orthogonal projection on K directions with the least squared error,
/// min E‖x − x̂‖² = Σ_{i&gt;K} λᵢ (Pearson, 1901). A linear autoencoder can reach it and cannot pass it (Baldi and Hornik, 1989).
/// Calculated in double precision from the covariance matrix.
/// </summary>
/// <example><code>
/// var pca = Pca.Fit(train.Features, components: 8);
/// var reconstruction = pca.Decode(pca.Encode(test.Features));
/// </code></example>
public sealed class Pca
{
    private readonly Tensor _mean;
    private readonly Tensor _components;

    private Pca(Tensor mean, Tensor components, double[] eigenvalues)
    {
        _mean = mean;
        _components = components;
        Eigenvalues = eigenvalues;
    }

    /// <summary>All D eigenvalues λᵢ of the covariance matrix (with divisor N), largest first, in squared units of the data.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>The mean of the fitted data, (D).</summary>
    public Tensor Mean => _mean.alias();

    /// <summary>The principal directions, orthonormal rows with the largest eigenvalue first, (K, D). Of each row the entry with the largest magnitude is positive.</summary>
    public Tensor Components => _components.alias();

    /// <summary>Fits the mean and the first K directions.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <param name="components">K, from 1 to D.</param>
    /// <exception cref="ArgumentException">x is not a matrix with at least one row, or K is not in 1…D.</exception>
    public static Pca Fit(Tensor x, int components)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.dim() != 2 || x.shape[0] < 1)
        {
            throw new ArgumentException($"PCA wants examples as the rows of a matrix (N, D); got shape [{string.Join(", ", x.shape)}].", nameof(x));
        }

        var (count, size) = ((int)x.shape[0], (int)x.shape[1]);
        CheckComponents(components, size);
        using var values = x.to_type(ScalarType.Float64).cpu().contiguous();
        var data = Matrix<double>.Build.DenseOfRowMajor(count, size, values.data<double>().ToArray());
        var mean = data.ColumnSums() / count;
        for (var row = 0; row < count; row++)
        {
            data.SetRow(row, data.Row(row) - mean);
        }

        return FromCovariance(mean, data.TransposeThisAndMultiply(data) / count, components);
    }

    /// <summary>
    /// The first K directions of a covariance matrix that the caller has summed up, in whatever precision and parts:
    /// for examples too many for the copy in double precision that <see cref="Fit"/> makes.
    /// </summary>
    /// <param name="mean">Of the examples, (D).</param>
    /// <param name="covariance">1/N Σ (x − mean)(x − mean)ᵀ, (D, D).</param>
    /// <param name="components">K, from 1 to D.</param>
    /// <exception cref="ArgumentException">The shapes are not (D) and (D, D), or K is not in 1…D.</exception>
    public static Pca FromCovariance(Tensor mean, Tensor covariance, int components)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        if (mean.shape is not [var size] || covariance.shape is not [var rows, var columns] || rows != size || columns != size)
        {
            throw new ArgumentException($"PCA wants a mean (D) and a covariance matrix (D, D); got shapes [{string.Join(", ", mean.shape)}] and [{string.Join(", ", covariance.shape)}].", nameof(covariance));
        }

        CheckComponents(components, (int)size);
        using var centre = mean.to_type(ScalarType.Float64).cpu().contiguous();
        using var values = covariance.to_type(ScalarType.Float64).cpu().contiguous();
        var matrix = Matrix<double>.Build.DenseOfRowMajor((int)size, (int)size, values.data<double>().ToArray());
        return FromCovariance(Vector<double>.Build.DenseOfArray(centre.data<double>().ToArray()), matrix, components);
    }

    /// <summary>z = (x − mean) Wᵀ.</summary>
    /// <param name="x">(N, D).</param>
    /// <returns>(N, K).</returns>
    public Tensor Encode(Tensor x) => (x - _mean).matmul(_components.t());

    /// <summary>x̂ = z W + mean.</summary>
    /// <param name="z">(N, K).</param>
    /// <returns>(N, D).</returns>
    public Tensor Decode(Tensor z) => z.matmul(_components) + _mean;

    private static void CheckComponents(int components, int size)
    {
        if (components < 1 || components > size)
        {
            throw new ArgumentException($"PCA of {size}-dimensional data has 1 to {size} components; got {components}.", nameof(components));
        }
    }

    private static Pca FromCovariance(Vector<double> mean, Matrix<double> covariance, int components)
    {
        var size = mean.Count;
        var spectrum = covariance.Evd(Symmetricity.Symmetric);
        var eigenvalues = spectrum.EigenValues.Select(value => Math.Max(value.Real, 0)).Reverse().ToArray();
        var directions = new float[components, size];
        for (var k = 0; k < components; k++)
        {
            var direction = spectrum.EigenVectors.Column(size - 1 - k);
            var sign = Math.Sign(direction[direction.AbsoluteMaximumIndex()]);
            for (var d = 0; d < size; d++)
            {
                directions[k, d] = (float)(sign * direction[d]);
            }
        }

        using var scope = NewDisposeScope();
        return new Pca(
            tensor(mean.Select(value => (float)value).ToArray()).DetachFromDisposeScope(),
            tensor(directions).DetachFromDisposeScope(),
            eigenvalues);
    }
}
