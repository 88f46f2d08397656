using AeKit.Torch.Tests.Golden;

namespace AeKit.Torch.Tests.Random;

public sealed class GoldenRandomTests
{
    [Fact]
    public void Draws_follow_PyTorch_in_order()
    {
        var golden = GoldenFile.Read("random.json");
        float[] Floats(string name) => GoldenFile.Floats(golden.GetProperty(name));
        double[] Doubles(string name) => GoldenFile.Doubles(golden.GetProperty(name));
        using var scope = NewDisposeScope();

        manual_seed(123);
        Assert.Equal(Floats("rand 20"), rand(20).data<float>().ToArray());
        Assert.Equal(Doubles("rand double 5"), rand(5, float64).data<double>().ToArray());
        Near(Floats("randn 7"), randn(7));
        Near(Floats("randn 16"), randn(16));
        Near(Floats("randn 37"), randn(37));
        Near(Doubles("randn double 5"), randn(5, float64));
        Near(Doubles("randn double 33"), randn(33, float64));
        Assert.Equal(GoldenFile.Longs(golden.GetProperty("randperm 25")), randperm(25).data<long>().ToArray());
        Assert.Equal(GoldenFile.Longs(golden.GetProperty("randint")), randint(-3, 9, [20L]).data<long>().ToArray());
        Assert.Equal(Floats("bernoulli"), bernoulli(linspace(0, 1, 30)).data<float>().ToArray());
        Assert.Equal(Doubles("bernoulli double"), bernoulli(linspace(0, 1, 30, float64)).data<double>().ToArray());
        Assert.Equal(Floats("bernoulli_ 0.3"), empty(30).bernoulli_(0.3).data<float>().ToArray());
        Near(Floats("dropout 0.4"), nn.functional.dropout(ones(30), 0.4));
        Assert.Equal(Floats("uniform_"), empty(10).uniform_(-0.3, 0.7).data<float>().ToArray());
        Near(Floats("normal_"), empty(3, 7).normal_(2, 0.5).flatten());

        var state = get_rng_state();
        Assert.Equal(golden.GetProperty("state length").GetInt64(), state.numel());
        var checksum = (state.to_type(int64) * (arange(state.numel()) - arange(state.numel()).to_type(float64).div(251).floor().to_type(int64) * 251 + 1)).sum().item<long>();
        Assert.Equal(golden.GetProperty("state sum").GetInt64(), checksum);
        Assert.Equal(Floats("rand after state"), rand(3).data<float>().ToArray());
        set_rng_state(state);
        Assert.Equal(Floats("rand after state"), rand(3).data<float>().ToArray());
    }

    [Fact]
    public void Initial_weights_are_those_of_PyTorch()
    {
        var golden = GoldenFile.Read("random.json");
        float[] Floats(string name) => GoldenFile.Floats(golden.GetProperty(name));
        manual_seed(5);
        using var linear = nn.Linear(11, 6);
        Assert.Equal(Floats("Linear weight"), linear.weight.data<float>().ToArray());
        Assert.Equal(Floats("Linear bias"), linear.bias!.data<float>().ToArray());
        Assert.Equal(Floats("xavier_uniform_"), nn.init.xavier_uniform_(empty(6, 4)).data<float>().ToArray());
        Near(Floats("kaiming_normal_"), nn.init.kaiming_normal_(empty(5, 4), nonlinearity: nn.init.NonlinearityType.ReLU).flatten());
    }

    [Fact]
    public void A_state_with_a_spare_normal_number_resumes_in_the_middle_of_a_pair()
    {
        manual_seed(8);
        randn(3);
        using var state = get_rng_state();
        var expected = randn(5).data<float>().ToArray();
        manual_seed(9);
        set_rng_state(state);
        Assert.Equal(expected, randn(5).data<float>().ToArray());
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_default_one_alone()
    {
        manual_seed(1);
        var expected = rand(3).data<float>().ToArray();
        manual_seed(1);
        using var own = new Generator(1);
        Assert.Equal(expected, rand(3, generator: own).data<float>().ToArray());
        Assert.Equal(expected, rand(3).data<float>().ToArray());
    }

    private static void Near(float[] expected, Tensor actual)
    {
        var values = actual.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], 1e-6);
    }

    private static void Near(double[] expected, Tensor actual)
    {
        var values = actual.data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], 1e-12);
    }
}
