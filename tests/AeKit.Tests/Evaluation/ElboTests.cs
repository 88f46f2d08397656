using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class ElboTests
{
    // Decoder x̂ = w z + b and encoder q(z | x) = N(m x + c, v) with set weights: every expectation by hand.
    [Fact]
    public void Both_terms_of_a_linear_model_have_their_closed_forms()
    {
        manual_seed(1);
        using var model = new VariationalAutoencoder([1, 1], Likelihood.Gaussian(0.5), beta: 4);
        Set(model, "mean.weight", 0.6);
        Set(model, "mean.bias", 0.1);
        Set(model, "logVariance.weight", 0);
        Set(model, "logVariance.bias", Math.Log(0.3));
        foreach (var (name, value) in model.named_parameters().Where(p => p.name.StartsWith("decoder", StringComparison.Ordinal)).ToArray())
            Set(model, name, value.dim() == 2 ? 1.5 : -0.2);
        float[] x = [-1, 0.5f, 2];
        using var data = new Dataset("three points", tensor(x, [3, 1]));

        var terms = Elbo.Of(model, data, samples: 20_000);

        double kl = x.Average(v => 0.5 * (Math.Pow(0.6 * v + 0.1, 2) + 0.3 - 1 - Math.Log(0.3)));
        double error = x.Average(v => Math.Pow(v - (1.5 * (0.6 * v + 0.1) - 0.2), 2)) + 1.5 * 1.5 * 0.3;
        Assert.Equal(kl, terms.Kl, 1e-5);
        Assert.Equal(0.5 / 0.5 * error + 0.5 * Math.Log(2 * Math.PI * 0.5), terms.Reconstruction, 0.01);
        Assert.Equal(terms.Reconstruction + terms.Kl, terms.Total, 1e-9);
        Assert.Contains("nats", terms.ToString());
    }

    [Fact]
    public void It_agrees_with_the_trainers_objective_and_KL_has_one_value_per_latent()
    {
        manual_seed(2);
        using var model = new VariationalAutoencoder([64, 16, 3], Likelihood.Bernoulli);
        using var data = Digits.Load().Take(600);

        manual_seed(5);
        var loss = Trainer.Evaluate(model, data, batchSize: 256);
        manual_seed(5);
        var terms = Elbo.Of(model, data, batchSize: 256);

        Assert.Equal(loss.Reconstruction, terms.Reconstruction, 1e-4);
        Assert.Equal(loss.Regularization, terms.Kl, 1e-5);
        Assert.Equal(3, terms.KlPerLatent.Count);
        Assert.True(model.training);
        Assert.Throws<ArgumentOutOfRangeException>(() => Elbo.Of(model, data, samples: 0));
    }

    private static void Set(nn.Module model, string name, double value)
    {
        using var none = no_grad();
        model.named_parameters().Single(p => p.name == name).parameter.fill_(value);
    }
}
