using AeKit.Data;
using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class LinearProbeTests
{
    [Fact]
    public void With_one_yes_or_no_feature_the_probabilities_are_the_shares()
    {
        // 10 examples at −1, 3 of them of class 1; 20 at +1, 16 of them of class 1.
        float[] x = [.. Enumerable.Repeat(-1f, 10), .. Enumerable.Repeat(1f, 20)];
        long[] y = [.. Enumerable.Range(0, 10).Select(i => i < 3 ? 1L : 0), .. Enumerable.Range(0, 20).Select(i => i < 16 ? 1L : 0)];

        var probe = LinearProbe.Fit(tensor(x, [30, 1]), tensor(y), l2: 0);

        using var p = probe.Probabilities(tensor(new[,] { { -1f }, { 1f } }));
        Assert.Equal(0.3, p[0, 1].item<double>(), 1e-5);
        Assert.Equal(0.8, p[1, 1].item<double>(), 1e-5);
        double entropy = (10 * Entropy(0.3) + 20 * Entropy(0.8)) / 30;
        Assert.Equal(entropy, probe.Loss, 1e-9);
        Assert.Equal(23 / 30.0, probe.Accuracy(tensor(x, [30, 1]), tensor(y)), 1e-12);
    }

    [Fact]
    public void The_penalised_minimum_is_stationary()
    {
        // Two classes at ±1 (already standardised): loss log(1 + e^(−2w)) + λ w² with weights ±w, by Newton's method in one dimension.
        const double Penalty = 0.1;
        double w = 0;
        for (int i = 0; i < 50; i++)
        {
            double s = 1 / (1 + Math.Exp(2 * w));
            w -= (-2 * s + 2 * Penalty * w) / (4 * s * (1 - s) + 2 * Penalty);
        }

        var probe = LinearProbe.Fit(tensor(new[,] { { -1f }, { 1f } }), tensor(new long[] { 0, 1 }), l2: Penalty);

        Assert.Equal(Math.Log(1 + Math.Exp(-2 * w)) + Penalty * w * w, probe.Loss, 1e-9);
        Assert.Equal(1 / (1 + Math.Exp(-2 * w)), probe.Probabilities(tensor(new[,] { { 1f } }))[0, 1].item<double>(), 1e-5);
    }

    [Fact]
    public void It_reads_digits_off_their_pixels_whatever_their_scale()
    {
        var (train, test) = Digits.Load().Split(1500);

        double accuracy = LinearProbe.Fit(train.Features, train.Labels!, l2: 1e-2).Accuracy(test.Features, test.Labels!);
        double scaled = LinearProbe.Fit(1000 * train.Features - 7, train.Labels!, l2: 1e-2).Accuracy(1000 * test.Features - 7, test.Labels!);

        Assert.InRange(accuracy, 0.88, 1);
        Assert.Equal(accuracy, scaled, 1e-9);
    }

    [Fact]
    public void Codes_that_do_not_vary_tell_nothing()
    {
        var probe = LinearProbe.Fit(full([8, 2], 3.0), tensor(new long[] { 0, 0, 0, 0, 0, 0, 1, 1 }));

        Assert.Equal(0.25, probe.Probabilities(full([1, 2], 5.0))[0, 1].item<double>(), 1e-6);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LinearProbe.Fit(zeros(3, 2), zeros(4, ScalarType.Int64)));
        Assert.Throws<ArgumentException>(() => LinearProbe.Fit(zeros(3, 2), tensor(new long[] { 0, -1, 1 })));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearProbe.Fit(zeros(3, 2), zeros(3, ScalarType.Int64), l2: -1));
        var (train, _) = Digits.Load().Split(300);
        Assert.Contains("converge", Assert.Throws<InvalidOperationException>(() => LinearProbe.Fit(train.Features, train.Labels!, maxIterations: 3)).Message);
    }

    private static double Entropy(double p) => -p * Math.Log(p) - (1 - p) * Math.Log(1 - p);
}
