using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// The singular values of a matrix, in double precision: the lengths of the axes of the ellipsoid to which it maps the
/// unit ball. How many are not zero is its rank; the best approximation of rank K leaves a squared error of Σ_{i&gt;K} σᵢ²
/// (Eckart and Young, 1936).
/// </summary>
public static class SingularValues
{
    /// <summary>All singular values, largest first.</summary>
    /// <param name="matrix">(R, C), for instance a weight, a Jacobian or a batch of codes.</param>
    /// <returns>min(R, C) values.</returns>
    /// <exception cref="ArgumentException">Not a matrix.</exception>
    public static double[] Of(Tensor matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.dim() != 2)
        {
            throw new ArgumentException($"Singular values are those of a matrix (R, C); got shape [{string.Join(", ", matrix.shape)}].", nameof(matrix));
        }

        using var values = matrix.detach().to_type(ScalarType.Float64).cpu().contiguous();
        return [.. Matrix<double>.Build.DenseOfRowMajor((int)matrix.shape[0], (int)matrix.shape[1], values.data<double>().ToArray()).Svd(computeVectors: false).S];
    }

    /// <summary>How many singular values exceed a share of the largest one.</summary>
    /// <param name="matrix">(R, C).</param>
    /// <param name="tolerance">The share; what a float32 calculation rounds off lies well below 10⁻⁴.</param>
    /// <exception cref="ArgumentException">Not a matrix.</exception>
    public static int Rank(Tensor matrix, double tolerance = 1e-4)
    {
        var values = Of(matrix);
        return values.Count(value => value > tolerance * values[0]);
    }
}
