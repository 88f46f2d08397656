using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class CollapsedVaeTests
{
    [Fact]
    public void Its_posterior_has_one_variance_and_no_layer_for_it()
    {
        manual_seed(1);
        var model = new CollapsedVae([6, 5, 3], standardDeviation: 0.2, Likelihood.SquaredError);

        var output = (VariationalOutput)model.call(rand(4, 6));

        Assert.Equal([4, 3], output.Latent.shape);
        Assert.All(output.LogVariance.data<float>().ToArray(), v => Assert.Equal(2 * Math.Log(0.2), v, 1e-6));
        Assert.DoesNotContain(model.named_parameters(), p => p.name.Contains("logVariance"));
    }

    [Fact]
    public void The_code_is_disturbed_by_the_given_noise()
    {
        manual_seed(1);
        var model = new CollapsedVae([4, 2], 0.2, Likelihood.SquaredError);
        using var noGrad = no_grad();
        var output = (VariationalOutput)model.call(zeros(100_000, 4));

        Assert.Equal(0.2, (output.Latent - output.Mean).std().item<float>(), 0.002);
    }

    [Fact]
    public void Hidden_units_are_dropped_in_training_only()
    {
        manual_seed(1);
        var model = new CollapsedVae([6, 64, 3], 0.2, Likelihood.SquaredError, dropout: 0.5);
        var x = rand(4, 6);

        Assert.False(model.Encode(x).allclose(model.Encode(x)));
        model.eval();
        Assert.True(model.Encode(x).allclose(model.Encode(x)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CollapsedVae([6, 3], 0.2, Likelihood.SquaredError, dropout: 1));
    }

    // ½ (‖μ‖² + K (s² − 1 − ln s²)): only the first term can be learnt.
    [Fact]
    public void The_divergence_is_half_the_squared_norm_of_the_code_and_a_constant()
    {
        manual_seed(1);
        var model = new CollapsedVae([6, 3], 0.2, Likelihood.SquaredError, beta: 2);
        var x = rand(8, 6);

        var output = (VariationalOutput)model.call(x);

        var expected = 0.5 * output.Mean.pow(2).sum().item<float>() / 8 + 1.5 * (0.04 - 1 - Math.Log(0.04));
        Assert.Equal(2 * expected, model.Loss(x, output).Regularization.item<float>(), 1e-4);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = new CollapsedVae([4, 5, 2], 0.3, Likelihood.Bernoulli, beta: 0.5, activation: Activation.Tanh).to(ScalarType.Float64);
        var x = rand(6, 4, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total, 1e-6);
    }

    [Fact]
    public void Samples_are_decoded_from_the_fitted_density()
    {
        manual_seed(1);
        var model = new CollapsedVae([2, 2], 0.1, Likelihood.SquaredError);
        using var noGrad = no_grad();
        model.get_parameter("decoder.0.weight")!.copy_(eye(2));
        model.get_parameter("decoder.0.bias")!.zero_();
        var codes = randn(20_000, 2) * tensor(new[] { 1f, 3f }) + tensor(new[] { 5f, -2f });

        model.FitDensity(codes, components: 1);
        var samples = model.Sample(20_000);

        Assert.Equal(5, samples[TensorIndex.Colon, 0].mean().item<float>(), 0.05);
        Assert.Equal(-2, samples[TensorIndex.Colon, 1].mean().item<float>(), 0.1);
        Assert.Equal(3, samples[TensorIndex.Colon, 1].std().item<float>(), 0.1);
        Assert.NotNull(model.Density);
    }

    [Fact]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit() =>
        Resuming.AssertBitForBit(() => new CollapsedVae([6, 5, 2], 0.1, Likelihood.Bernoulli));

    [Fact]
    public void Bad_arguments_are_refused_with_the_remedy()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CollapsedVae([4, 2], 0, Likelihood.SquaredError));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CollapsedVae([4, 2], double.NaN, Likelihood.SquaredError));
        Assert.Throws<ArgumentException>(() => new CollapsedVae([4], 0.1, Likelihood.SquaredError));
        var model = new CollapsedVae([4, 2], 0.1, Likelihood.SquaredError);
        Assert.Contains("FitDensity", Assert.Throws<InvalidOperationException>(() => model.Sample(3)).Message);
        Assert.Contains("Encode", Assert.Throws<ArgumentException>(() => model.FitDensity(zeros(10, 4))).Message);
    }
}
