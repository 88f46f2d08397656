namespace AeKit.Data;

/// <summary>Short frames of synthetic sound: plucked notes, each a mixture of a fundamental tone and its harmonics.</summary>
public static class Tones
{
    private const int Harmonics = 5;

    // A C major pentatonic scale from C4, in equal temperament with A4 = 440 Hz.
    private static readonly int[] SemitonesFromA4 = [-9, -7, -5, -2, 0];

    /// <summary>
    /// x(t) = Σₕ cₕ e^(−h d t) sin(2π h f t + φₕ), scaled to a greatest magnitude of 1, plus noise. The note, the
    /// phases φ, the decay d of 2 to 8 per second and the strengths c of the harmonics (1/h, times ½ to 1) are random.
    /// </summary>
    /// <param name="count">Frames, N.</param>
    /// <param name="length">Samples of a frame, T; 256 are 32 ms.</param>
    /// <param name="sampleRate">Samples per second; at least 5000, so that no harmonic is above half of it.</param>
    /// <param name="noise">Standard deviation of the normal noise on each sample.</param>
    /// <param name="seed">The same seed always gives the same frames.</param>
    /// <returns>Features (N, T), in [−1, 1] but for the noise; labels 0 … 4: the notes C4, D4, E4, G4, A4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1, too small a sample rate, or a negative standard deviation.</exception>
    public static Dataset Make(int count = 1000, int length = 256, int sampleRate = 8000, double noise = 0.01, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 5000);
        var random = new NumpyRandom(seed);
        var frames = new double[count * length];
        var labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (long)(SemitonesFromA4.Length * random.NextDouble());
            double frequency = 440 * Math.Pow(2, SemitonesFromA4[labels[i]] / 12.0);
            Span<double> frame = frames.AsSpan(i * length, length);
            Pluck(frequency / sampleRate, sampleRate, random, frame);
            double[] shifts = random.Normal(0, noise, length);
            for (int t = 0; t < length; t++)
                frame[t] += shifts[t];
        }
        return GeneratedPoints.ToDataset("tones", frames, length, labels, source: $"generated: plucked notes at {sampleRate} Hz, seed {seed}");
    }

    private static void Pluck(double cyclesPerSample, int sampleRate, NumpyRandom random, Span<double> frame)
    {
        double decay = (2 + (6 * random.NextDouble())) / sampleRate;
        for (int h = 1; h <= Harmonics; h++)
        {
            double strength = (0.5 + (0.5 * random.NextDouble())) / h, phase = 2 * Math.PI * random.NextDouble();
            for (int t = 0; t < frame.Length; t++)
                frame[t] += strength * Math.Exp(-h * decay * t) * Math.Sin((2 * Math.PI * h * cyclesPerSample * t) + phase);
        }
        double greatest = 0;
        foreach (double sample in frame)
            greatest = Math.Max(greatest, Math.Abs(sample));
        foreach (ref double sample in frame)
            sample /= greatest;
    }
}
