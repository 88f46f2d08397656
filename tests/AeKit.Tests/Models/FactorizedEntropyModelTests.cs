using AeKit.Models;
using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class FactorizedEntropyModelTests
{
    [Fact]
    public void The_probability_of_a_bin_is_a_difference_of_logistic_distribution_functions()
    {
        manual_seed(1);
        var model = Random(4);
        var z = randint(-6, 7, [20, 4]).to_type(ScalarType.Float64);
        var w = model.get_parameter("logits")!.softmax(1);
        var mu = model.get_parameter("means")!;
        var s = model.get_parameter("logScales")!.exp();

        var terms = ((z.unsqueeze(2) + 0.5 - mu) / s).sigmoid() - ((z.unsqueeze(2) - 0.5 - mu) / s).sigmoid();
        var expected = (w * terms).sum(dim: 2).log();

        Assert.True((expected - model.call(z)).abs().max().item<double>() < 1e-9);
    }

    [Fact]
    public void Probabilities_of_all_integers_sum_to_one()
    {
        manual_seed(1);
        var integers = arange(-500, 501, dtype: ScalarType.Float64).unsqueeze(1).repeat(1, 4);
        Assert.True((Random(4).call(integers).exp().sum(dim: 0) - 1).abs().max().item<double>() < 1e-9);
    }

    [Fact]
    public void Far_out_the_logarithm_stays_finite_and_has_a_gradient()
    {
        var model = new FactorizedEntropyModel(2, 3);
        var z = tensor(new[,] { { 1e4f, -1e4f } }).requires_grad_();

        var logarithm = model.call(z);
        logarithm.sum().backward();

        Assert.All(logarithm.data<float>().ToArray(), v => Assert.InRange(v, -1.01e4, -0.99e4));
        // libtorch's gradient of logsumexp is exp(x − logsumexp), and a logarithm of 1e4 has an error of 5e-4.
        Assert.Equal(-1, z.grad![0, 0].item<float>(), 0.001);
        Assert.Equal(1, z.grad![0, 1].item<float>(), 0.001);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = Random(3);
        var z = randn(8, 3, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.call(z).sum());
    }

    // Any density on the integers can be learnt so nearly; the rate cannot be below its entropy.
    [Fact]
    public void It_learns_the_distribution_of_rounded_normal_numbers()
    {
        manual_seed(1);
        var model = new FactorizedEntropyModel(2, 3);
        var z = (randn(4000, 2) * tensor(new[] { 1f, 5f }) + tensor(new[] { 0f, 7f })).round();
        var adam = optim.Adam(model.parameters(), lr: 0.05);
        for (var step = 0; step < 300; step++)
        {
            using var scope = NewDisposeScope();
            var rate = -model.call(z).sum(dim: 1).mean();
            adam.zero_grad();
            rate.backward();
            adam.step();
        }

        var bits = (-model.call(z).mean([0]) / Math.Log(2)).data<float>().ToArray();
        Assert.InRange(bits[0], 2.06, 2.14);
        Assert.InRange(bits[1], 4.33, 4.41);
        Assert.Equal(2.1048, EntropyOfRounded(1), 1e-3);
        Assert.Equal(4.37, EntropyOfRounded(5), 5e-3);

        static double EntropyOfRounded(double deviation) => Enumerable.Range(-60, 121)
            .Select(n => Normal.CDF(0, deviation, n + 0.5) - Normal.CDF(0, deviation, n - 0.5))
            .Sum(p => p > 0 ? -p * Math.Log2(p) : 0);
    }

    [Fact]
    public void The_tables_hold_the_models_probabilities()
    {
        manual_seed(1);
        var model = Random(5);
        var tables = model.Tables();

        for (var n = -8; n <= 8; n++)
        {
            var bits = (-model.call(full([1, 5], n, dtype: ScalarType.Float64)) / Math.Log(2)).data<double>().ToArray();
            for (var k = 0; k < 5; k++)
            {
                Assert.Equal(bits[k], tables[k].Bits(n), bits[k] < 10 ? 0.002 : 2);
            }
        }
    }

    [Fact]
    public void A_scale_without_bounds_still_makes_a_table()
    {
        var model = new FactorizedEntropyModel(1, 3);
        using (no_grad())
        {
            model.get_parameter("logScales")!.fill_(50);
        }

        Assert.InRange(model.Tables()[0].Bits(0), 5, 20);
    }

    [Fact]
    public void The_portable_exponential_is_the_exponential()
    {
        for (var x = -40.0; x < 40; x += 0.37)
        {
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-12);
        }

        Assert.Equal(0, PortableMath.Exp(-1e5));
        Assert.Equal(0.5, PortableMath.Sigmoid(0));
    }

    private static FactorizedEntropyModel Random(long size)
    {
        var model = new FactorizedEntropyModel(size, 3).to(ScalarType.Float64);
        using var noGrad = no_grad();
        model.get_parameter("logits")!.normal_();
        model.get_parameter("means")!.normal_(0, 2);
        model.get_parameter("logScales")!.normal_(0, 0.7);
        return model;
    }
}
