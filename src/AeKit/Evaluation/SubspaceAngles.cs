using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// The principal angles between two subspaces: all zero when they are the same, whatever bases they are given in
/// (Björck and Golub, Mathematics of Computation 27, 1973).
/// </summary>
public static class SubspaceAngles
{
    /// <summary>Angles between the spans of the rows of two matrices.</summary>
    /// <param name="a">K linearly independent rows, (K, D).</param>
    /// <param name="b">L linearly independent rows, (L, D).</param>
    /// <returns>min(K, L) angles in degrees, smallest first.</returns>
    /// <exception cref="ArgumentException">The rows have different lengths.</exception>
    public static double[] Between(Tensor a, Tensor b)
    {
        if (a.dim() != 2 || b.dim() != 2 || a.shape[1] != b.shape[1])
        {
            throw new ArgumentException($"The angles between two subspaces want two matrices with rows of one length; got shapes [{string.Join(", ", a.shape)}] and [{string.Join(", ", b.shape)}].");
        }

        // acos is blind near 0°: the sine, from what of one basis lies outside the other, is exact there.
        var (p, q) = (Basis(a), Basis(b));
        if (p.ColumnCount < q.ColumnCount)
        {
            (p, q) = (q, p);
        }

        var overlap = p.TransposeThisAndMultiply(q);
        var cosines = overlap.Svd(computeVectors: false).S;
        var sines = (q - p * overlap).Svd(computeVectors: false).S;
        return [.. cosines.Zip(sines.Reverse(), (cosine, sine) => Math.Atan2(sine, cosine) * 180 / Math.PI)];
    }

    private static Matrix<double> Basis(Tensor rows)
    {
        using var values = rows.to_type(ScalarType.Float64).cpu().contiguous();
        var matrix = Matrix<double>.Build.DenseOfColumnMajor((int)rows.shape[1], (int)rows.shape[0], values.data<double>().ToArray());
        return matrix.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
    }
}
