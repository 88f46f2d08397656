using System.Text.Json;
using AeKit.Torch.Tests.Golden;
using static TorchSharp.torch.distributions;

namespace AeKit.Torch.Tests.Distributions;

public sealed class GoldenDistributionTests
{
    private static readonly JsonElement File = GoldenFile.Read("distributions.json");

    private static readonly Dictionary<string, Func<Tensor[], Distribution>> Makers = new()
    {
        ["Normal"] = p => Normal(p[0], p[1]),
        ["Bernoulli probs"] = p => Bernoulli(p[0]),
        ["Bernoulli logits"] = p => Bernoulli(logits: p[0]),
        ["Categorical probs"] = p => Categorical(p[0]),
        ["Categorical logits"] = p => Categorical(logits: p[0]),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Densities_entropies_moments_and_gradients_equal_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = File.GetProperty(name);
        var parameters = golden.GetProperty("parameters").EnumerateArray().Select(p => GoldenFile.Tensor(p).requires_grad_()).ToArray();
        using var d = Makers[name](parameters);
        void Near(string what, Tensor actual) => GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty(what)), actual.detach(), $"{name}, {what}");
        Tensor[] moments = [d.mean, d.variance, d.stddev];
        foreach (var (expected, actual) in golden.GetProperty("moments").EnumerateArray().Select(GoldenFile.Tensor).Zip(moments))
            GoldenFile.AssertClose(expected, actual.detach(), $"{name}, moments");
        var logs = d.log_prob(GoldenFile.Tensor(golden.GetProperty("values")));
        var entropy = d.entropy();
        Near("log_prob", logs);
        Near("entropy", entropy);
        Near("perplexity", d.perplexity());
        ((logs * linspace(-1, 1, logs.numel()).reshape(logs.shape)).sum() + (entropy * linspace(0.5, 2, entropy.numel()).reshape(entropy.shape)).sum()).backward();
        var gradients = golden.GetProperty("gradients").EnumerateArray().Select(GoldenFile.Tensor).ToArray();
        for (var i = 0; i < gradients.Length; i++) GoldenFile.AssertClose(gradients[i], parameters[i].grad!, $"{name}, gradient {i}", 2e-5);
    }

    [Fact]
    public void Cumulative_probabilities_and_their_inverse_equal_PyTorch()
    {
        using var scope = NewDisposeScope();
        using var d = Normal(0.5f, 1.5f);
        Tensor Golden(string name, string what) => GoldenFile.Tensor(File.GetProperty(name).GetProperty(what));
        GoldenFile.AssertClose(Golden("cdf", "y"), d.cdf(Golden("cdf", "x")), "cdf");
        GoldenFile.AssertClose(Golden("icdf", "y"), d.icdf(Golden("icdf", "x")), "icdf");
        var (x, y) = (GoldenFile.Doubles(File.GetProperty("erfinv").GetProperty("x")), GoldenFile.Doubles(File.GetProperty("erfinv").GetProperty("y")));
        Assert.Equal(y, tensor(x).erfinv().data<double>().ToArray(), (a, b) => Math.Abs(a - b) <= 1e-14 * Math.Abs(a));
        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity, double.NaN], erfinv(tensor([-1.0, 1, 1.5])).data<double>().ToArray());
    }

    [Fact]
    public void Samples_follow_PyTorch_in_order()
    {
        using var scope = NewDisposeScope();
        var golden = File.GetProperty("samples");
        Tensor Parameter(string name, int i) => GoldenFile.Tensor(File.GetProperty(name).GetProperty("parameters")[i]);
        void Near(string name, Tensor actual) => GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty(name)), actual.to_type(float32), name, 1e-6);
        var (loc, scale, p, logits) = (Parameter("Normal", 0), Parameter("Normal", 1), Parameter("Bernoulli probs", 0), Parameter("Bernoulli logits", 0));

        manual_seed(32);
        Near("Normal 2", Normal(loc, scale).sample(2));
        Near("Normal", Normal(loc, scale).sample());
        Near("Normal rsample 3", Normal(loc[0], scale).rsample(3));
        Near("Bernoulli 3", Bernoulli(p).sample(3));
        Near("Bernoulli logits", Bernoulli(logits: logits).sample());
        Near("Categorical", Categorical(p).sample());
        Near("Categorical 2 5", Categorical(logits: logits).sample(2, 5));
        Near("Categorical vector 7", Categorical(p[0]).sample(7));
        Near("multinomial without replacement", multinomial(p, 3));
        Near("multinomial with replacement", p.T.contiguous().T.multinomial(9, replacement: true));
        Near("multinomial double", multinomial(p[0].to_type(float64), 6, true));
        Assert.Equal(GoldenFile.Floats(golden.GetProperty("exponential_")), empty(9).exponential_(2.5).data<float>().ToArray(), (a, b) => Math.Abs(a - b) <= 1e-6 * a);
        Near("normal", normal(loc, scale));
        Assert.Equal(GoldenFile.Floats(golden.GetProperty("rand after")), rand(3).data<float>().ToArray());
    }
}
