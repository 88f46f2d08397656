using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class VariationalAutoencoderTests
{
    [Fact]
    public void Mean_and_log_variance_have_a_layer_each()
    {
        var model = new VariationalAutoencoder([12, 7, 3], Likelihood.Bernoulli);

        var output = Assert.IsType<VariationalOutput>(model.call(rand(5, 12)));

        Assert.Equal([5, 12], output.Reconstruction.shape);
        Assert.Equal([5, 12], output.Output.shape);
        Assert.All(new[] { output.Latent, output.Mean, output.LogVariance, output.KlPerDimension() }, t => Assert.Equal([5, 3], t.shape));
        Assert.Equal(
            ["encoder.0.weight", "encoder.0.bias", "mean.weight", "mean.bias", "logVariance.weight", "logVariance.bias",
                "decoder.0.weight", "decoder.0.bias", "decoder.2.weight", "decoder.2.bias", "steps"],
            model.state_dict().Keys);
        Assert.Equal([12, 3], new VariationalAutoencoder([12, 3], Likelihood.Bernoulli).get_parameter("decoder.0.weight")!.shape);
    }

    [Fact]
    public void The_latent_is_a_sample_of_the_posterior_in_both_modes()
    {
        manual_seed(1);
        var model = new VariationalAutoencoder([4, 2], Likelihood.SquaredError);
        model.eval();
        using var noGrad = no_grad();
        var x = randn(1, 4);

        var output = (VariationalOutput)model.call(x.expand(200_000, 4));

        var standard = (0.5 * output.LogVariance[0]).exp();
        var scores = (output.Latent - output.Mean) / standard;
        Assert.True(scores.mean([0]).abs().max().item<float>() < 0.01);
        Assert.True((scores.pow(2).mean([0]) - 1).abs().max().item<float>() < 0.02);
        Assert.Equal(output.Mean[0].data<float>().ToArray(), model.Encode(x).data<float>().ToArray());
    }

    // KL(N(1, 4) ‖ N(0, 1)) = ½ (1 + 4 − 1 − ln 4), and 0 where the posterior is the prior.
    [Fact]
    public void The_divergence_is_its_closed_form()
    {
        var output = new VariationalOutput(
            zeros(1, 2), zeros(1, 2), zeros(1, 2), tensor(new[,] { { 1f, 0f } }), tensor(new[,] { { MathF.Log(4), 0f } }));

        Assert.Equal([(float)(0.5 * (4 - Math.Log(4))), 0], output.KlPerDimension().data<float>().ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_loss_is_the_negative_log_likelihood_plus_beta_times_the_divergence(double beta)
    {
        manual_seed(1);
        var model = new VariationalAutoencoder([5, 2], Likelihood.Gaussian(0.3), beta);
        var x = randn(8, 5);

        var output = (VariationalOutput)model.call(x);
        var loss = model.Loss(x, output);

        var variance = output.LogVariance.exp();
        var kl = 0.5 * (output.Mean.pow(2) + variance - 1 - variance.log()).sum().item<float>() / 8;
        var error = (x - output.Reconstruction).pow(2).sum().item<float>() / 8 / 0.6 + 2.5 * Math.Log(2 * Math.PI * 0.3);
        Assert.Equal(error, loss.Reconstruction.item<float>(), 1e-4);
        Assert.Equal(beta * kl, loss.Regularization.item<float>(), 1e-4);
        Assert.Equal(error + beta * kl, loss.Total.item<float>(), 1e-4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_is_that_of_finite_differences(bool bernoulli)
    {
        manual_seed(1);
        var likelihood = bernoulli ? Likelihood.Bernoulli : Likelihood.Gaussian(0.4);
        var model = new VariationalAutoencoder([4, 5, 2], likelihood, beta: 0.7, activation: Activation.Tanh).to(ScalarType.Float64);
        var x = rand(6, 4, dtype: ScalarType.Float64);

        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total, 1e-6);
    }

    // Lucas et al. (2019): the linear VAE's optimum is probabilistic PCA; with β it is reverse water-filling, KLᵢ = ½ ln⁺(λᵢ / βσ²).
    [Theory]
    [InlineData(1, new[] { 1.1513, 0.8047, 0.4581, 0.1116, 0 }, 1.85, -7.14219)]
    [InlineData(4, new[] { 0.4581, 0.1116, 0, 0, 0 }, 4.95, -9.06118)]
    public void A_linear_model_reaches_probabilistic_PCA(double beta, double[] divergences, double squaredError, double elbo)
    {
        double[] eigenvalues = [4, 2, 1, 0.5, 0.25];
        const double variance = 0.4;

        // Two points on every axis: their covariance is exactly diagonal.
        var points = zeros(10, 5, dtype: ScalarType.Float64);
        for (var i = 0; i < 5; i++)
        {
            points[2 * i, i] = Math.Sqrt(5 * eigenvalues[i]);
            points[2 * i + 1, i] = -Math.Sqrt(5 * eigenvalues[i]);
        }

        var x = points.repeat(100, 1);
        manual_seed(1);
        var model = new VariationalAutoencoder([5, 5], Likelihood.Gaussian(variance), beta).to(ScalarType.Float64);
        var adam = optim.Adam(model.parameters(), lr: 0.02);
        Descend(4000, () => { });

        // The mean of the weights along the way has less noise than the last ones (Polyak and Juditsky, 1992).
        var averages = model.parameters().Select(p => zeros_like(p)).ToArray();
        adam.ParamGroups.First().LearningRate = 0.002;
        Descend(6000, () =>
        {
            using var noGrad = no_grad();
            foreach (var (average, parameter) in averages.Zip(model.parameters()))
            {
                average.add_(parameter / 6000);
            }
        });

        // The decoder is linear, so its expectation over q needs no samples: E‖x − Wz − b‖² = ‖x − Wμ − b‖² + Σₖ σₖ² ‖wₖ‖².
        using var noGrad = no_grad();
        foreach (var (average, parameter) in averages.Zip(model.parameters()))
        {
            parameter.copy_(average);
        }

        var output = (VariationalOutput)model.call(points);
        var weight = model.get_parameter("decoder.0.weight")!;
        var error = (points - model.Decode(output.Mean)).pow(2).sum(dim: 1) + output.LogVariance.exp().matmul(weight.pow(2).sum(dim: 0));
        var kl = output.KlPerDimension().mean([0]).data<double>().ToArray().OrderDescending().ToArray();
        var nll = error.mean().item<double>() / (2 * variance) + 2.5 * Math.Log(2 * Math.PI * variance);

        for (var k = 0; k < 5; k++)
        {
            Assert.Equal(divergences[k], kl[k], 1e-3);
        }

        Assert.Equal(squaredError, error.mean().item<double>(), 4e-3);
        Assert.Equal(elbo, -nll - kl.Sum(), 1e-3 * beta);

        void Descend(int count, Action afterStep)
        {
            for (var step = 0; step < count; step++)
            {
                using var scope = NewDisposeScope();
                var loss = model.Loss(x, model.call(x)).Total;
                adam.zero_grad();
                loss.backward();
                adam.step();
                afterStep();
            }
        }
    }

    [Fact]
    public void Warm_up_raises_beta_step_by_step_and_evaluation_uses_all_of_it()
    {
        manual_seed(1);
        var model = new VariationalAutoencoder([4, 2], Likelihood.SquaredError, beta: 2, warmUpSteps: 4);
        var x = randn(3, 4);
        var weights = new List<double>();
        for (var step = 0; step < 6; step++)
        {
            var output = (VariationalOutput)model.call(x);
            weights.Add(model.Loss(x, output).Regularization.item<float>() / output.KlPerDimension().sum(dim: 1).mean().item<float>());
        }

        Assert.Equal([0.5, 1, 1.5, 2, 2, 2], weights, (a, b) => Math.Abs(a - b) < 1e-5);

        var fresh = new VariationalAutoencoder([4, 2], Likelihood.SquaredError, beta: 2, warmUpSteps: 4);
        fresh.eval();
        fresh.call(x);
        Assert.Equal(2, fresh.CurrentBeta);
        fresh.train();
        fresh.call(x);
        Assert.Equal(0.5, fresh.CurrentBeta);
    }

    [Fact]
    public void The_log_variance_is_clamped()
    {
        manual_seed(1);
        var model = new VariationalAutoencoder([2, 1], Likelihood.SquaredError);

        var logVariance = model.Posterior(tensor(new[,] { { 1e6f, 1e6f }, { -1e6f, -1e6f } })).LogVariance;

        Assert.Equal([-20, 10], logVariance.data<float>().ToArray().Order());
    }

    [Fact]
    public void Samples_come_from_the_prior()
    {
        manual_seed(1);
        var model = new VariationalAutoencoder([3, 2], Likelihood.SquaredError);

        var samples = model.Sample(100_000);

        Assert.False(samples.requires_grad);
        Assert.Equal([100_000, 3], samples.shape);
        var weight = model.get_parameter("decoder.0.weight")!;
        var centred = samples - model.get_parameter("decoder.0.bias")!;
        var covariance = centred.t().matmul(centred) / 100_000;
        Assert.True((covariance - weight.matmul(weight.t())).abs().max().item<float>() < 0.02);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit(int warmUpSteps) =>
        Resuming.AssertBitForBit(() => new VariationalAutoencoder([6, 5, 2], Likelihood.Bernoulli, warmUpSteps: warmUpSteps));

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new VariationalAutoencoder([4], Likelihood.Bernoulli));
        Assert.Throws<ArgumentException>(() => new VariationalAutoencoder([4, 0], Likelihood.Bernoulli));
        Assert.Throws<ArgumentNullException>(() => new VariationalAutoencoder([4, 2], null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VariationalAutoencoder([4, 2], Likelihood.Bernoulli, beta: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VariationalAutoencoder([4, 2], Likelihood.Bernoulli, warmUpSteps: -1));
        var model = new VariationalAutoencoder([4, 2], Likelihood.Bernoulli);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Sample(0));
        var error = Assert.Throws<ArgumentException>(() => model.Loss(zeros(1, 4), new AutoencoderOutput(zeros(1, 4), zeros(1, 2), zeros(1, 4))));
        Assert.Contains("VariationalOutput", error.Message);
    }
}
