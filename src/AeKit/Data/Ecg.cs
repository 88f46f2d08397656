namespace AeKit.Data;

/// <summary>
/// Synthetic electrocardiograms, one heart beat per window, normal or abnormal, to be told apart by what a model that
/// learnt normal beats cannot reconstruct. A beat is a sum of Gaussians in the phase θ of the heart's cycle,
/// z(θ) = Σᵢ aᵢ exp(−(θ − θᵢ)² / 2bᵢ²) over its waves P, Q, R, S and T: the solution of the equation of motion of
/// McSharry, Clifford, Tarassenko and Smith (IEEE Trans. Biomedical Engineering 50, 2003, eq. 1 with the θᵢ and bᵢ of
/// its table I) at constant angular velocity. Not for clinical use.
/// </summary>
public static class Ecg
{
    // Phase in rad, amplitude relative to R, width in rad. At constant angular velocity an extremum of the paper's
    // a_i contributes a_i b_i²; R's .3 makes 1.
    private static readonly Wave[] Normal =
    [
        new(-Math.PI / 3, 1.2 * 0.0625 / 0.3, 0.25),
        new(-Math.PI / 12, -5 * 0.01 / 0.3, 0.1),
        new(0, 1, 0.1),
        new(Math.PI / 12, -7.5 * 0.01 / 0.3, 0.1),
        new(Math.PI / 2, 0.75 * 0.16 / 0.3, 0.4),
    ];

    // A premature ventricular contraction: no P wave, a wide QRS complex, and a T wave of the opposite sign.
    private static readonly Wave[] Ventricular =
    [
        new(-0.1, 1.1, 0.3),
        new(Math.PI / 4, -0.3, 0.3),
        new(Math.PI / 2, -0.35, 0.4),
    ];

    /// <summary>
    /// Windows of one cycle, −π ≤ θ &lt; π, R in the middle; the heights of the waves vary by 10 %, the length of the
    /// cycle by 5 %, the baseline wanders by up to 0.05 with the breath, and each sample has noise.
    /// </summary>
    /// <param name="count">Beats, N.</param>
    /// <param name="length">Samples of a beat, T.</param>
    /// <param name="abnormal">The probability that a beat is abnormal: a premature ventricular contraction.</param>
    /// <param name="noise">Standard deviation of the normal noise on each sample; the R wave of a normal beat is 1 high.</param>
    /// <param name="seed">The same seed always gives the same beats.</param>
    /// <returns>Features (N, T); label 0 normal, 1 abnormal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No beat, fewer than 32 samples, a share outside 0 … 1, or a negative standard deviation.</exception>
    public static Dataset Make(int count = 1000, int length = 128, double abnormal = 0.1, double noise = 0.02, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 32);
        if (abnormal is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(abnormal), abnormal, "The probability of an abnormal beat is from 0 to 1.");
        var random = new NumpyRandom(seed);
        var beats = new double[count * length];
        var labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextDouble() < abnormal ? 1 : 0;
            Beat(labels[i] == 1 ? Ventricular : Normal, noise, random, beats.AsSpan(i * length, length));
        }
        return GeneratedPoints.ToDataset("ecg", beats, length, labels, source: $"generated: sums of Gaussians after McSharry et al. 2003, seed {seed}");
    }

    private static void Beat(Wave[] waves, double noise, NumpyRandom random, Span<double> beat)
    {
        double[] heights = random.Normal(1, 0.1, waves.Length);
        double speed = 1 / (1 + (0.05 * random.NextNormal()));
        double breath = 2 * Math.PI * random.NextDouble();
        double[] shifts = random.Normal(0, noise, beat.Length);
        for (int t = 0; t < beat.Length; t++)
        {
            double phase = 2 * Math.PI * (((double)t / beat.Length) - 0.5);
            beat[t] = (0.05 * Math.Sin((phase / 4) + breath)) + shifts[t];
            for (int w = 0; w < waves.Length; w++)
                beat[t] += heights[w] * waves[w].At(speed * phase);
        }
    }

    private readonly record struct Wave(double Phase, double Height, double Width)
    {
        public double At(double phase)
        {
            double distance = (phase - Phase) / Width;
            return Height * Math.Exp(-0.5 * distance * distance);
        }
    }
}
