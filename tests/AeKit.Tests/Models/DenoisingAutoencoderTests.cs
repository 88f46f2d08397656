using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class DenoisingAutoencoderTests
{
    [Fact]
    public void Noise_is_added_while_training_and_only_then()
    {
        manual_seed(1);
        var model = new DenoisingAutoencoder([4, 2], noise: 0.5);
        var x = rand(3, 4);

        model.train();
        Assert.NotEqual(model.call(x).Latent.data<float>().ToArray(), model.call(x).Latent.data<float>().ToArray());
        model.eval();
        Assert.Equal(model.call(x).Latent.data<float>().ToArray(), model.call(x).Latent.data<float>().ToArray());
    }

    [Fact]
    public void The_noise_has_the_given_standard_deviation()
    {
        manual_seed(1);
        var model = new DenoisingAutoencoder([1, 1], noise: 0.5);
        model.train();
        using var noGrad = no_grad();
        var weight = model.parameters().First().item<float>();

        var spread = model.call(zeros(100_000, 1)).Latent.std().item<float>();

        Assert.Equal(0.5 * Math.Abs(weight), spread, 0.01 * Math.Abs(weight));
    }

    // N(0, 1) data and noise σ²: the best estimate is x̃ / (1 + σ²).
    [Fact]
    public void On_normal_data_it_learns_to_shrink_its_input()
    {
        manual_seed(1);
        var sigma = 0.7;
        var model = new DenoisingAutoencoder([1, 1], noise: sigma);
        var adam = optim.Adam(model.parameters(), lr: 0.02);
        new Trainer(model, adam) { Epochs = 20, BatchSize = 500, Scheduler = optim.lr_scheduler.CosineAnnealingLR(adam, 20) }
            .Fit(new Dataset("normal", randn(20_000, 1)));

        var ends = model.call(tensor(new[,] { { -1f }, { 1f } })).Reconstruction;
        var slope = (ends[1, 0] - ends[0, 0]).item<float>() / 2;

        Assert.Equal(1 / (1 + (sigma * sigma)), slope, 0.02);
    }

    [Fact]
    public void Masking_hides_the_given_fraction_of_entries()
    {
        manual_seed(1);
        var model = new DenoisingAutoencoder([100, 2], noise: 0, masking: 0.3);
        var x = randn(1000, 100);

        var corrupted = model.Corrupt(x);

        var hidden = corrupted == 0;
        Assert.Equal(0.3, hidden.to_type(ScalarType.Float32).mean().item<float>(), 0.005);
        Assert.True((corrupted - x).masked_select(~hidden).abs().max().item<float>() == 0);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = new DenoisingAutoencoder([4, 3, 2], 0.3, Likelihood.Bernoulli, Activation.Tanh, masking: 0.2).to(ScalarType.Float64);
        var x = rand(6, 4, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total);
    }

    [Fact]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit() =>
        Resuming.AssertBitForBit(() => new DenoisingAutoencoder([6, 4, 2], noise: 0.2, masking: 0.1));

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(0.1, -0.1)]
    [InlineData(0.1, 1)]
    public void Noise_that_makes_no_sense_is_refused(double noise, double masking) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenoisingAutoencoder([4, 2], noise, masking: masking));
}
