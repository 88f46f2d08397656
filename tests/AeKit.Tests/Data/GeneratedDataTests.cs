using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class GeneratedDataTests
{
    private static readonly double[][] Golden = GoldenFile.Read("generators.csv");

    public static TheoryData<string> Generators => [.. All.Keys];

    private static Dictionary<string, Func<uint, Dataset>> All { get; } = new()
    {
        ["blobs"] = seed => Blobs.Make(90, 3, 4, 0.5, seed),
        ["uniform noise"] = seed => Noise.Uniform(90, 5, seed),
        ["normal noise"] = seed => Noise.Normal(90, 5, seed),
        ["two moons"] = seed => TwoMoons.Make(90, 0.1, seed),
        ["swiss roll"] = seed => SwissRoll.Make(90, 0.1, seed),
        ["sine waves"] = seed => SineWaves.Make(90, 40, 0.1, seed),
        ["ecg"] = seed => Ecg.Make(90, 64, 0.5, 0.1, seed),
        ["tones"] = seed => Tones.Make(90, 64, 8000, 0.1, seed),
    };

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_seed_fixes_the_data_and_another_changes_them(string name)
    {
        using Dataset a = All[name](3), again = All[name](3), other = All[name](4);

        Assert.Equal(name, a.Name);
        Assert.Equal(90, a.Count);
        Assert.Contains("seed 3", a.Source);
        Assert.Equal(a.Features.ToArray(), again.Features.ToArray());
        Assert.Equal(a.Labels?.ToInt64Array(), again.Labels?.ToInt64Array());
        Assert.NotEqual(a.Features.ToArray(), other.Features.ToArray());
        Assert.All(a.Features.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_blob_of_article_004_has_its_known_points_and_moments()
    {
        using Dataset blob = Blobs.Make(1000, features: 2, centers: 1, standardDeviation: 0.4, seed: 42);

        Assert.Equal([1000, 2], blob.Features.shape);
        float[] x = blob.Features.ToArray();
        Assert.Equal([-2.09708, 9.10980, -2.49640, 8.71292], x[..4].Select(value => Math.Round((double)value, 5)));
        double[] mean = [.. Enumerable.Range(0, 2).Select(j => Enumerable.Range(0, 1000).Average(i => (double)x[(2 * i) + j]))];
        Assert.Equal(-2.49639, mean[0], 5e-6);
        Assert.Equal(9.03708, mean[1], 5e-6);
        Assert.Equal(0.15625, x.Select((value, k) => Math.Pow(value - mean[k % 2], 2)).Average(), 5e-6);
    }

    [Theory]
    [InlineData("blobs", 7)]
    [InlineData("two moons", 8)]
    public void Points_and_labels_are_those_of_scikit_learn(string name, int line)
    {
        using Dataset data = name == "blobs" ? Blobs.Make(10, 3, 4, 0.7, 3) : TwoMoons.Make(11, 0.2, 5);

        double[][] rows = [.. Golden[line].Chunk(data.FeatureCount + 1)];
        Assert.Equal(rows.SelectMany(row => row[..^1]), data.Features.ToArray().Select(value => (double)value), Close);
        Assert.Equal(rows.Select(row => (long)row[^1]), data.Labels!.ToInt64Array());
    }

    [Fact]
    public void The_swiss_roll_is_that_of_scikit_learn_and_its_labels_follow_it()
    {
        using Dataset noisy = SwissRoll.Make(7, 0.1, 6), clean = SwissRoll.Make(500, 0, 6);

        Assert.Equal(Golden[9], noisy.Features.ToArray().Select(value => (double)value), Close);
        float[] x = clean.Features.ToArray();
        long[] labels = clean.Labels!.ToInt64Array();
        for (int i = 0; i < 500; i++)
        {
            double t = Math.Sqrt((x[3 * i] * x[3 * i]) + (x[(3 * i) + 2] * x[(3 * i) + 2]));
            Assert.InRange((t / (3 * Math.PI)) - 0.5, (labels[i] / 10.0) - 1e-6, ((labels[i] + 1) / 10.0) + 1e-6);
        }
    }

    [Fact]
    public void Noise_has_the_moments_of_its_distribution()
    {
        using Dataset uniform = Noise.Uniform(1000, 50, 1), normal = Noise.Normal(1000, 50, 1);

        Assert.Equal((0.0, 1.0), uniform.ValueRange);
        Assert.All(uniform.Features.ToArray(), value => Assert.InRange(value, 0, 1));
        Assert.Equal(1 / 12.0, Moments(uniform).Variance, 1e-3);
        Assert.Equal(0.5, Moments(uniform).Mean, 5e-3);
        Assert.Equal(0, Moments(normal).Mean, 0.02);
        Assert.Equal(1, Moments(normal).Variance, 0.02);
    }

    [Fact]
    public void A_sine_wave_has_the_frequency_of_its_label()
    {
        using Dataset waves = SineWaves.Make(50, 64, noise: 0, seed: 2);

        float[][] windows = [.. waves.Features.ToArray().Chunk(64)];
        foreach (var (window, label) in windows.Zip(waves.Labels!.ToInt64Array()))
        {
            double[] power = Spectrum(window);
            Assert.Equal(label + 1, Array.IndexOf(power, power.Max()));
            Assert.Equal(power.Sum(), power[label + 1], 1e-9 + (1e-6 * power.Sum()));
        }
        Assert.Equal([0L, 1, 2, 3], waves.Labels!.ToInt64Array().Distinct().Order());
    }

    [Fact]
    public void The_spectrum_of_a_tone_lies_on_the_harmonics_of_its_note()
    {
        double[] notes = [261.626, 293.665, 329.628, 391.995, 440];
        using Dataset tones = Tones.Make(6, 4000, 8000, noise: 0, seed: 2);

        float[][] frames = [.. tones.Features.ToArray().Chunk(4000)];
        foreach (var (frame, label) in frames.Zip(tones.Labels!.ToInt64Array()))
        {
            Assert.Equal(1, frame.Max(Math.Abs), 1e-6);
            // Frames of half a second: one line of the spectrum is 2 Hz. Hann's window keeps a tone that does not end with a period near its line.
            double[] power = Spectrum([.. frame.Select((value, t) => value * (float)Math.Pow(Math.Sin(Math.PI * t / 4000), 2))], lines: 1200);
            double near = power.Where((_, k) => Math.Abs((2 * k / notes[label]) - Math.Round(2 * k / notes[label])) < 0.04 && k > 50).Sum();
            Assert.InRange(near / power.Sum(), 0.99, 1);
            Assert.InRange(2.0 * Array.IndexOf(power[..230], power[..230].Max()), notes[label] - 2, notes[label] + 2);
        }
    }

    [Fact]
    public void A_normal_beat_has_its_highest_point_in_the_middle_and_an_abnormal_one_no_P_wave()
    {
        using Dataset beats = Ecg.Make(400, 128, 0.25, noise: 0, seed: 1);

        long[] labels = beats.Labels!.ToInt64Array();
        Assert.Equal(100, labels.Sum(), 30.0);
        float[][] all = [.. beats.Features.ToArray().Chunk(128)];
        double[] normal = Mean(all, labels, 0), abnormal = Mean(all, labels, 1);
        Assert.Equal(64, Array.IndexOf(normal, normal.Max()));
        Assert.Equal(1, normal.Max(), 0.05);
        // The P wave stands at -pi/3, a sixth of the cycle before R; the T wave a quarter after it.
        Assert.Equal(1.2 * 0.0625 / 0.3, normal[64 - 21], 0.04);
        Assert.Equal(0.75 * 0.16 / 0.3, normal[64 + 32], 0.04);
        Assert.InRange(abnormal[64 - 21], -0.05, 0.05);
        Assert.True(abnormal[64 + 32] < -0.2);
        // The complex is wider: samples above half its height.
        Assert.True(abnormal.Count(value => value > abnormal.Max() / 2) > 2 * normal.Count(value => value > normal.Max() / 2));
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Blobs.Make(2, centers: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Blobs.Make(10, standardDeviation: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Noise.Uniform(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoMoons.Make(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SwissRoll.Make(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SineWaves.Make(10, length: 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ecg.Make(10, abnormal: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tones.Make(10, sampleRate: 1000));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected));

    private static (double Mean, double Variance) Moments(Dataset data)
    {
        float[] values = data.Features.ToArray();
        double mean = values.Average(value => (double)value);
        return (mean, values.Average(value => Math.Pow(value - mean, 2)));
    }

    private static double[] Mean(float[][] examples, long[] labels, long label) =>
    [
        .. Enumerable.Range(0, examples[0].Length).Select(t => examples.Where((_, i) => labels[i] == label).Average(example => (double)example[t])),
    ];

    private static double[] Spectrum(float[] signal, int? lines = null) =>
    [
        .. Enumerable.Range(0, lines ?? signal.Length / 2).Select(k =>
        {
            double re = 0, im = 0;
            for (int t = 0; t < signal.Length; t++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * k * t / signal.Length);
                re += signal[t] * cos;
                im += signal[t] * sin;
            }
            return (re * re) + (im * im);
        }),
    ];
}
