using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class ContractiveAutoencoderTests
{
    // Rifai et al. (2011), eq. 5, against the Jacobian by automatic differentiation.
    [Fact]
    public void The_formula_for_one_sigmoid_layer_agrees_with_automatic_differentiation()
    {
        manual_seed(1);
        var model = new ContractiveAutoencoder([12, 7], contraction: 1).to(ScalarType.Float64);
        var x = randn(5, 12, dtype: ScalarType.Float64);

        var byFormula = model.Penalty(x);
        var jacobian = model.Jacobian(x);

        Assert.Equal([5, 7, 12], jacobian.shape);
        Assert.Equal([5], byFormula.shape);
        Assert.True((byFormula - jacobian.pow(2).sum([1, 2])).abs().max().item<double>() < 1e-12);
    }

    [Fact]
    public void They_agree_in_single_precision()
    {
        manual_seed(1);
        var model = new ContractiveAutoencoder([12, 7], contraction: 1);
        var x = randn(5, 12);

        Assert.True((model.Penalty(x) - model.Jacobian(x).pow(2).sum([1, 2])).abs().max().item<float>() < 1e-5);
    }

    [Theory]
    [InlineData(new long[] { 4, 3 }, Activation.Sigmoid)]
    [InlineData(new long[] { 4, 6, 3 }, Activation.Tanh)]
    [InlineData(new long[] { 4, 6, 3 }, Activation.Linear)]
    public void The_Jacobian_is_that_of_finite_differences(long[] sizes, Activation latentActivation)
    {
        manual_seed(1);
        var model = new ContractiveAutoencoder(sizes, 1, activation: Activation.Tanh, latentActivation: latentActivation).to(ScalarType.Float64);
        var x = randn(3, 4, dtype: ScalarType.Float64);
        var jacobian = model.Jacobian(x).detach();

        using var noGrad = no_grad();
        for (var d = 0; d < 4; d++)
        {
            var step = zeros(1, 4, dtype: ScalarType.Float64);
            step[0, d] = 1e-5;
            var difference = (model.Encode(x + step) - model.Encode(x - step)) / 2e-5;
            Assert.True((difference - jacobian.select(2, d)).abs().max().item<double>() < 1e-8);
        }

        Assert.True((model.Penalty(x) - jacobian.pow(2).sum([1, 2])).abs().max().item<double>() < 1e-12);
        Assert.False(model.Jacobian(x).requires_grad);
    }

    // The penalty holds a derivative, so its gradient is a second one.
    [Theory]
    [InlineData(new long[] { 4, 3 }, Activation.Sigmoid, false)]
    [InlineData(new long[] { 4, 3 }, Activation.Sigmoid, true)]
    [InlineData(new long[] { 4, 5, 3 }, Activation.Tanh, true)]
    public void The_gradient_is_that_of_finite_differences(long[] sizes, Activation latentActivation, bool tied)
    {
        manual_seed(1);
        var model = new ContractiveAutoencoder(sizes, 0.8, activation: Activation.Tanh, latentActivation: latentActivation, tied: tied).to(ScalarType.Float64);
        var x = randn(6, 4, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total);
    }

    // A linear encoder's Jacobian is its weight matrix: the penalty is weight decay.
    [Fact]
    public void Of_a_linear_encoder_it_is_weight_decay()
    {
        manual_seed(1);
        var model = new ContractiveAutoencoder([6, 2], 0.5, latentActivation: Activation.Linear);
        var x = randn(4, 6);
        var decay = model.get_parameter("encoder.0.weight")!.pow(2).sum().item<float>();

        Assert.All(model.Penalty(x).data<float>().ToArray(), p => Assert.Equal(decay, p, 1e-5));
        Assert.Equal(0.5 * decay, model.Loss(x, model.call(x)).Regularization.item<float>(), 1e-5);
    }

    [Fact]
    public void A_stronger_contraction_gives_a_smaller_Jacobian()
    {
        var digits = Digits.Load().Take(500);
        double[] penalties =
        [
            .. new[] { 0, 0.5, 5 }.Select(contraction =>
            {
                manual_seed(1);
                var model = new ContractiveAutoencoder([64, 20], contraction, tied: true);
                new Trainer(model, optim.Adam(model.parameters(), lr: 0.01)) { Epochs = 15, BatchSize = 100 }.Fit(digits);
                return model.Penalty(digits.Features).mean().item<float>();
            }),
        ];

        Assert.True(penalties[0] > 1.5 * penalties[1] && penalties[1] > 1.5 * penalties[2], string.Join(", ", penalties));
    }

    [Theory]
    [InlineData(new long[] { 6, 3 })]
    [InlineData(new long[] { 6, 4, 3 })]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit(long[] sizes) =>
        Resuming.AssertBitForBit(() => new ContractiveAutoencoder(sizes, 0.1, activation: Activation.Tanh));

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContractiveAutoencoder([4, 2], -1));
        Assert.Throws<ArgumentException>(() => new ContractiveAutoencoder([4], 1));
    }
}
