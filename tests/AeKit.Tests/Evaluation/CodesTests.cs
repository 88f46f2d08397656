using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class CodesTests
{
    [Fact]
    public void Codes_of_batches_are_the_codes_of_all_at_once()
    {
        manual_seed(1);
        using var model = new Autoencoder([64, 20, 5]);
        using var data = Digits.Load().Take(300);

        var codes = Codes.Of(model, data, batchSize: 128);

        Assert.Equal([300, 5], codes.shape);
        Assert.False(codes.requires_grad);
        Assert.True((codes - model.Encode(data.Features)).abs().max().item<float>() < 1e-5);
        Assert.True(model.training);
    }

    [Fact]
    public void Active_units_are_those_whose_mean_varies()
    {
        manual_seed(1);
        var means = randn(5000, 4) * tensor(new[] { 1f, 0.12f, 0.05f, 0f }) + 3;

        Assert.Equal([1, 0.0144, 0.0025, 0], ActiveUnits.Variances(means), (a, b) => Math.Abs(a - b) < 0.06 * Math.Max(a, 0.01));
        Assert.Equal(2, ActiveUnits.Count(means));
        Assert.Equal(3, ActiveUnits.Count(means, threshold: 0.001));
        Assert.Throws<ArgumentException>(() => ActiveUnits.Count(zeros(3)));
    }
}
