using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AeKit.Evaluation;

/// <summary>
/// KL(P ‖ Q) of points in the plane and its gradient, 4 Σⱼ (e pᵢⱼ − qᵢⱼ) wᵢⱼ (yᵢ − yⱼ) with wᵢⱼ = 1 / (1 + ‖yᵢ − yⱼ‖²) and
/// qᵢⱼ = wᵢⱼ / Z (van der Maaten and Hinton, 2008, eq. 5). Rows are shared among threads, and each is summed in four fixed
/// lanes, so the result depends neither on the threads nor on the width of the machine's vectors.
/// </summary>
/// <param name="probabilities">P, symmetric with a zero diagonal, (count × count), summing to 1.</param>
/// <param name="count">N.</param>
internal sealed class TSneObjective(double[] probabilities, int count)
{
    private readonly double[] _rowWeights = new double[count];
    private readonly double[] _attractionX = new double[count];
    private readonly double[] _attractionY = new double[count];
    private readonly double[] _repulsionX = new double[count];
    private readonly double[] _repulsionY = new double[count];

    public (double[] X, double[] Y) Gradient(double[] x, double[] y, double exaggeration = 1)
    {
        Parallel.For(0, count, i => Row(i, x, y));
        double z = _rowWeights.Sum();
        double[] Combine(double[] attraction, double[] repulsion) =>
            [.. attraction.Zip(repulsion, (a, r) => 4 * ((exaggeration * a) - (r / z)))];
        return (Combine(_attractionX, _repulsionX), Combine(_attractionY, _repulsionY));
    }

    public double Divergence(double[] x, double[] y)
    {
        Parallel.For(0, count, i => Row(i, x, y));
        double z = _rowWeights.Sum(), divergence = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double p = probabilities[(i * count) + j];
                if (p > 0)
                    divergence += p * Math.Log(p * z / Weight(x[i] - x[j], y[i] - y[j]));
            }
        }
        return divergence;
    }

    private static double Weight(double dx, double dy) => 1 / (1 + (dx * dx) + (dy * dy));

    private void Row(int i, double[] x, double[] y)
    {
        ReadOnlySpan<double> row = probabilities.AsSpan(i * count, count);
        var ps = MemoryMarshal.Cast<double, Vector256<double>>(row);
        var xs = MemoryMarshal.Cast<double, Vector256<double>>(x);
        var ys = MemoryMarshal.Cast<double, Vector256<double>>(y);
        Vector256<double> one = Vector256.Create(1.0), xi = Vector256.Create(x[i]), yi = Vector256.Create(y[i]);
        Vector256<double> weights = default, attractionX = default, attractionY = default, repulsionX = default, repulsionY = default;
        for (int j = 0; j < ps.Length; j++)
        {
            Vector256<double> dx = xi - xs[j], dy = yi - ys[j];
            Vector256<double> w = one / (one + (dx * dx) + (dy * dy)), attraction = ps[j] * w, repulsion = w * w;
            weights += w;
            attractionX += attraction * dx;
            attractionY += attraction * dy;
            repulsionX += repulsion * dx;
            repulsionY += repulsion * dy;
        }
        // Without the point itself, whose weight is 1.
        double weight = Vector256.Sum(weights) - 1;
        double ax = Vector256.Sum(attractionX), ay = Vector256.Sum(attractionY), rx = Vector256.Sum(repulsionX), ry = Vector256.Sum(repulsionY);
        for (int j = ps.Length * Vector256<double>.Count; j < count; j++)
        {
            double dx = x[i] - x[j], dy = y[i] - y[j], w = Weight(dx, dy);
            weight += w;
            ax += row[j] * w * dx;
            ay += row[j] * w * dy;
            rx += w * w * dx;
            ry += w * w * dy;
        }
        _rowWeights[i] = weight;
        (_attractionX[i], _attractionY[i]) = (ax, ay);
        (_repulsionX[i], _repulsionY[i]) = (rx, ry);
    }
}
