using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class SampleQualityTests
{
    // On a line, balls of k = 1 around 0, 1 and 3 reach 1, 1 and 2 far: [−1, 5]. Around 4.5 and 9 they reach 4.5: [0, 13.5].
    [Fact]
    public void Precision_and_recall_are_the_shares_inside_the_balls()
    {
        var real = tensor(new[,] { { 0f }, { 1f }, { 3f } });
        var generated = tensor(new[,] { { 4.5f }, { 9f } });

        var quality = SampleQuality.Of(real, generated, neighbors: 1);

        Assert.Equal(0.5, quality.Precision, 1e-6);
        Assert.Equal(1, quality.Recall, 1e-6);
    }

    [Fact]
    public void Samples_of_one_mode_are_precise_but_recall_half()
    {
        manual_seed(1);
        var left = randn(200, 2);
        var real = cat([left, randn(200, 2) + 20], 0);

        var quality = SampleQuality.Of(real, randn(400, 2));

        Assert.InRange(quality.Precision, 0.9, 1);
        Assert.InRange(quality.Recall, 0.45, 0.5);
    }

    [Fact]
    public void Strange_samples_have_neither()
    {
        manual_seed(1);
        Assert.Equal(new SampleQuality(0, 0), SampleQuality.Of(randn(50, 3), randn(50, 3) + 100));
    }

    [Fact]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        Assert.Contains("(4, 2)", Assert.Throws<ArgumentException>(() => SampleQuality.Of(rand(5, 3), rand(4, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SampleQuality.Of(rand(3, 2), rand(9, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleQuality.Of(rand(5, 2), rand(5, 2), neighbors: 0));
    }
}
