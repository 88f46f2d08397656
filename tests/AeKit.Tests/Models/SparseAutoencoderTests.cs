using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class SparseAutoencoderTests
{
    [Fact]
    public void L1_is_the_mean_absolute_code_summed_over_units()
    {
        var codes = tensor(new[,] { { 1f, -2f, 0f }, { 0.5f, 0f, 0.5f } });
        Assert.Equal(0.3 * (3 + 1) / 2, Sparsity.L1(0.3).Penalty(codes).item<float>(), 1e-6);
    }

    [Fact]
    public void KL_compares_the_mean_of_each_unit_with_the_target()
    {
        var codes = tensor(new[,] { { 0.1f, 0.2f }, { 0.3f, 0.8f } });

        var expected = 0.0;
        foreach (var activity in new[] { 0.2, 0.5 })
        {
            expected += 0.05 * Math.Log(0.05 / activity) + 0.95 * Math.Log(0.95 / (1 - activity));
        }

        Assert.Equal(2 * expected, Sparsity.KL(0.05, 2).Penalty(codes).item<float>(), 1e-5);
        Assert.Equal(0, Sparsity.KL(0.05, 2).Penalty(full([3, 4], 0.05f)).item<float>(), 1e-6);
        Assert.True(float.IsFinite(Sparsity.KL(0.05, 2).Penalty(zeros(3, 4)).item<float>()));
    }

    [Fact]
    public void The_loss_adds_the_penalty_of_the_codes()
    {
        manual_seed(1);
        var penalty = Sparsity.KL(0.1, 0.5);
        var model = new SparseAutoencoder([5, 8], penalty);
        var x = rand(20, 5);

        var output = model.call(x);
        var loss = model.Loss(x, output);

        Assert.Equal([20, 8], output.Latent.shape);
        Assert.Equal(0.5 * (x - output.Reconstruction).pow(2).sum().item<float>() / 20, loss.Reconstruction.item<float>(), 1e-5);
        Assert.Equal(penalty.Penalty(output.Latent).item<float>(), loss.Regularization.item<float>());
        Assert.Equal(loss.Reconstruction.item<float>() + loss.Regularization.item<float>(), loss.Total.item<float>(), 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_gradient_is_that_of_finite_differences(bool kl)
    {
        manual_seed(1);
        var model = new SparseAutoencoder([4, 3, 5], kl ? Sparsity.KL(0.1, 2) : Sparsity.L1(0.7), activation: Activation.Tanh, tied: kl).to(ScalarType.Float64);
        var x = rand(6, 4, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total);
    }

    [Fact]
    public void Trained_units_have_the_target_activity()
    {
        manual_seed(1);
        var digits = Digits.Load().Take(1000);
        var model = new SparseAutoencoder([64, 40], Sparsity.KL(0.1, 10));
        new Trainer(model, optim.Adam(model.parameters(), lr: 0.01)) { Epochs = 15, BatchSize = 200 }.Fit(digits);

        using var noGrad = no_grad();
        var activity = model.Encode(digits.Features).mean([0]);

        Assert.True((activity - 0.1).abs().max().item<float>() < 0.03);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit(bool kl) =>
        Resuming.AssertBitForBit(() => new SparseAutoencoder([6, 9], kl ? Sparsity.KL(0.1, 1) : Sparsity.L1(0.1)));

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsity.L1(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsity.KL(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsity.KL(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparsity.KL(0.1, -1));
        Assert.Throws<ArgumentNullException>(() => new SparseAutoencoder([4, 2], null!));
        Assert.Throws<ArgumentException>(() => new SparseAutoencoder([4], Sparsity.L1(1)));
        var error = Assert.Throws<ArgumentException>(() => new SparseAutoencoder([4, 2], Sparsity.KL(0.1, 1), latentActivation: Activation.ReLU));
        Assert.Contains("Activation.Sigmoid", error.Message);
    }
}
