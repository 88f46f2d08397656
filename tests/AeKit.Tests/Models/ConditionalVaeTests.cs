using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class ConditionalVaeTests
{
    [Fact]
    public void Encoder_and_decoder_get_the_label_too()
    {
        manual_seed(1);
        var model = new ConditionalVae([12, 7, 3], classes: 4, Likelihood.Bernoulli);

        var output = model.call(rand(5, 12), tensor(new long[] { 0, 1, 2, 3, 0 }));

        Assert.Equal([5, 12], output.Reconstruction.shape);
        Assert.Equal([5, 3], output.Latent.shape);
        Assert.Equal([7, 16], model.get_parameter("vae.encoder.0.weight")!.shape);
        Assert.Equal([7, 7], model.get_parameter("vae.decoder.0.weight")!.shape);
    }

    [Fact]
    public void A_label_is_a_column_of_the_first_weights()
    {
        manual_seed(1);
        var model = new ConditionalVae([3, 2], classes: 4, Likelihood.SquaredError);
        var (x, z) = (randn(2, 3), randn(2, 2));
        var labels = tensor(new long[] { 3, 1 });
        var mean = model.get_parameter("vae.mean.weight")!;
        var decoder = model.get_parameter("vae.decoder.0.weight")!;

        var code = x.matmul(mean[.., ..3].t()) + mean[.., 3..].t().index_select(0, labels) + model.get_parameter("vae.mean.bias")!;
        var reconstruction = z.matmul(decoder[.., ..2].t()) + decoder[.., 2..].t().index_select(0, labels) + model.get_parameter("vae.decoder.0.bias")!;

        Assert.True((code - model.Encode(x, labels)).abs().max().item<float>() < 1e-6);
        Assert.True((reconstruction - model.Decode(z, labels)).abs().max().item<float>() < 1e-6);
    }

    [Fact]
    public void The_objective_is_the_negative_bound_given_the_labels()
    {
        manual_seed(1);
        var model = new ConditionalVae([5, 2], classes: 3, Likelihood.Gaussian(0.5), beta: 2);
        var (x, labels) = (randn(4, 5), tensor(new long[] { 2, 0, 1, 1 }));

        manual_seed(2);
        var output = model.call(x, labels);
        manual_seed(2);
        var loss = model.Objective(x, labels);

        var error = (x - output.Reconstruction).pow(2).sum().item<float>() / 4 + 2.5 * Math.Log(Math.PI);
        Assert.Equal(error, loss.Reconstruction.item<float>(), 1e-4);
        Assert.Equal(2 * output.KlPerDimension().sum().item<float>() / 4, loss.Regularization.item<float>(), 1e-5);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = new ConditionalVae([4, 5, 2], 3, Likelihood.Bernoulli, activation: Activation.Tanh).to(ScalarType.Float64);
        var (x, labels) = (rand(6, 4, dtype: ScalarType.Float64), tensor(new long[] { 0, 1, 2, 0, 1, 2 }));
        Gradients.AssertEqualFiniteDifferences(model, () => model.Objective(x, labels).Total, 1e-6);
    }

    [Fact]
    public void It_draws_the_class_it_is_asked_for()
    {
        manual_seed(1);
        var labels = tensor([.. Enumerable.Range(0, 600).Select(i => (long)(i % 3))]);
        var centres = tensor(new[,] { { 2f, 0f, 0f }, { 0f, 2f, 0f }, { 0f, 0f, 2f } });
        var data = new Dataset("three blobs", centres.index_select(0, labels) + 0.3 * randn(600, 3), labels);
        var model = new ConditionalVae([3, 16, 2], classes: 3, Likelihood.Gaussian(0.09));
        new Trainer(model, optim.Adam(model.parameters(), lr: 0.01)) { Epochs = 30, BatchSize = 50 }.Fit(data);

        for (var c = 0; c < 3; c++)
        {
            var mean = model.Sample(full(500, c, dtype: ScalarType.Int64)).mean([0]);
            Assert.True((mean - centres[c]).abs().max().item<float>() < 0.15);
        }
    }

    [Fact]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit() =>
        Resuming.AssertBitForBit(() => new ConditionalVae([6, 5, 2], 3, Likelihood.Bernoulli, warmUpSteps: 10));

    [Fact]
    public void Without_labels_it_says_what_to_do()
    {
        var model = new ConditionalVae([4, 2], 3, Likelihood.SquaredError);
        var x = rand(2, 4);

        Assert.Contains("call(x, labels)", Assert.Throws<InvalidOperationException>(() => model.call(x)).Message);
        Assert.Contains("Encode(x, labels)", Assert.Throws<InvalidOperationException>(() => model.Encode(x)).Message);
        Assert.Contains("Decode(z, labels)", Assert.Throws<InvalidOperationException>(() => model.Decode(zeros(1, 2))).Message);
        var trainer = new Trainer(model, optim.Adam(model.parameters()));
        Assert.Contains("dataset that has labels", Assert.Throws<ArgumentException>(() => trainer.Fit(new Dataset("no labels", x))).Message);
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused()
    {
        var model = new ConditionalVae([4, 2], 3, Likelihood.SquaredError);
        var x = rand(2, 4);

        Assert.Contains("0 … 2; got 3", Assert.Throws<ArgumentException>(() => model.call(x, tensor(new long[] { 0, 3 }))).Message);
        Assert.Contains("got -1", Assert.Throws<ArgumentException>(() => model.call(x, tensor(new long[] { -1, 0 }))).Message);
        Assert.Contains("2 rows", Assert.Throws<ArgumentException>(() => model.call(x, tensor(new long[] { 1 }))).Message);
        Assert.Contains("int64", Assert.Throws<ArgumentException>(() => model.call(x, tensor(new[] { 1f, 0f }))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConditionalVae([4, 2], 0, Likelihood.SquaredError));
    }
}
