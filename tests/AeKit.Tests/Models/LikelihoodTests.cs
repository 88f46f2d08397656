using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class LikelihoodTests
{
    [Fact]
    public void Bernoulli_is_cross_entropy_summed_over_dimensions()
    {
        var x = tensor(new[,] { { 0f, 1f, 0.25f }, { 1f, 1f, 0f } });
        var logits = tensor(new[,] { { -1f, 2f, 0.5f }, { 0f, -3f, 4f } });

        var loss = Likelihood.Bernoulli.NegativeLogLikelihood(x, logits).data<float>().ToArray();

        for (var n = 0; n < 2; n++)
        {
            var expected = 0.0;
            for (var d = 0; d < 3; d++)
            {
                var p = 1 / (1 + Math.Exp(-logits[n, d].item<float>()));
                expected -= (x[n, d].item<float>() * Math.Log(p)) + ((1 - x[n, d].item<float>()) * Math.Log(1 - p));
            }

            Assert.Equal(expected, loss[n], 1e-5);
        }
    }

    [Fact]
    public void Bernoulli_stays_finite_where_the_probability_rounds_to_one()
    {
        var loss = Likelihood.Bernoulli.NegativeLogLikelihood(zeros(1, 1), tensor(new[,] { { 200f } }));
        Assert.Equal(200, loss.item<float>(), 1e-3);
    }

    [Fact]
    public void Bernoulli_on_grey_pixels_is_least_at_their_entropy()
    {
        var x = tensor(new[,] { { 0.3f } });
        var logit = MathF.Log(0.3f / 0.7f);
        var entropy = -((0.3 * Math.Log(0.3)) + (0.7 * Math.Log(0.7)));

        Assert.Equal(entropy, Loss(logit), 1e-6);
        Assert.True(Loss(logit + 0.2f) > entropy && Loss(logit - 0.2f) > entropy);

        double Loss(float a) => Likelihood.Bernoulli.NegativeLogLikelihood(x, tensor(new[,] { { a } })).item<float>();
    }

    [Fact]
    public void Gaussian_is_the_density_of_the_normal_distribution()
    {
        var loss = Likelihood.Gaussian(0.25).NegativeLogLikelihood(tensor(new[,] { { 1f, -1f } }), tensor(new[,] { { 0.5f, 0f } }));

        // −log N(1; .5, .25) − log N(−1; 0, .25)
        var expected = Math.Log(2 * Math.PI * 0.25) + ((0.25 + 1) / (2 * 0.25));
        Assert.Equal(expected, loss.item<float>(), 1e-5);
    }

    [Fact]
    public void Squared_error_is_the_unit_Gaussian_without_its_constant()
    {
        manual_seed(1);
        var (x, a) = (randn(4, 6), randn(4, 6));

        var difference = Likelihood.Gaussian(1).NegativeLogLikelihood(x, a) - Likelihood.SquaredError.NegativeLogLikelihood(x, a);

        Assert.All(difference.data<float>().ToArray(), value => Assert.Equal(3 * Math.Log(2 * Math.PI), value, 1e-4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_variance_that_is_not_positive_is_refused(double variance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Likelihood.Gaussian(variance));
}
