using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public sealed class GlorotTests
{
    [Fact]
    public void Weights_are_uniform_in_the_interval_of_both_fans_and_biases_zero()
    {
        manual_seed(1);
        var model = new Autoencoder([300, 100]);

        Glorot.Initialize(model);

        var bound = Math.Sqrt(6.0 / 400);
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                Assert.All(parameter.ToArray(), value => Assert.Equal(0, value));
                continue;
            }

            var values = parameter.ToArray();
            Assert.InRange(values.Max(), 0.999 * bound, bound);
            Assert.InRange(values.Min(), -bound, -0.999 * bound);
            Assert.Equal(bound * bound / 3, values.Average(value => (double)value * value), 0.01 * bound * bound);
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_training_goes_on()
    {
        var (first, second) = (new Autoencoder([6, 3]), new Autoencoder([6, 3]));
        foreach (var model in new[] { first, second })
        {
            manual_seed(7);
            Glorot.Initialize(model);
        }

        var x = randn(5, 6);
        Assert.Equal(first.call(x).Reconstruction.ToArray(), second.call(x).Reconstruction.ToArray());
        first.Loss(x, first.call(x)).Total.backward();
        Assert.All(first.parameters(), parameter => Assert.True(parameter.requires_grad && parameter.grad is not null));
    }

    [Fact]
    public void The_scales_of_batch_normalisation_stay_at_one()
    {
        var model = new Autoencoder([6, 5, 3], batchNorm: true);

        Glorot.Initialize(model);

        var scales = model.named_parameters().Where(entry => entry.parameter.dim() == 1 && entry.name.EndsWith("weight", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(scales);
        Assert.All(scales, entry => Assert.All(entry.parameter.ToArray(), value => Assert.Equal(1, value)));
    }
}
