using AeKit.Torch.Tests.Golden;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.init;

namespace AeKit.Torch.Tests.Modules;

public sealed class InitTests
{
    [Fact]
    public void Initialisations_follow_PyTorch_in_order()
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("init.json");
        void Near(string name, Tensor actual) => GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty(name)), actual.data<float>().ToArray(), name, 2e-6);
        manual_seed(51);
        Near("orthogonal_ wide", orthogonal_(empty(3, 7)));
        Near("orthogonal_ tall", orthogonal_(empty(6, 2), 1.7));
        Near("orthogonal_ square", orthogonal_(empty(4, 4)));
        Near("orthogonal_ kernels", orthogonal_(empty(4, 2, 3, 3)));
        Near("trunc_normal_", trunc_normal_(empty(5, 6)));
        Near("trunc_normal_ shifted", trunc_normal_(empty(40), 0.5, 2, -1, 0.7));
        Near("sparse_", sparse_(empty(5, 4), 0.3, 0.2));
        Near("dirac_ 1d", dirac_(empty(3, 2, 5)));
        Near("dirac_ 2d", dirac_(empty(2, 3, 4, 3)));
        Near("eye_", eye_(empty(3, 5)));
        Near("xavier_uniform_", glorot_uniform_(empty(4, 3, 2), 1.3));
        Near("xavier_normal_", glorot_normal_(empty(4, 6), 0.7));
        Near("kaiming_uniform_ fan_out", kaiming_uniform_(empty(4, 3, 2), 0.2, FanInOut.FanOut));
        Near("kaiming_normal_ tanh", kaiming_normal_(empty(4, 6), nonlinearity: NonlinearityType.Tanh));
        double[] gains = [calculate_gain(NonlinearityType.Linear), calculate_gain(NonlinearityType.Conv2D), calculate_gain(NonlinearityType.Sigmoid),
            calculate_gain(NonlinearityType.Tanh), calculate_gain(NonlinearityType.ReLU), calculate_gain(NonlinearityType.LeakyReLU, 0.3)];
        Assert.Equal(GoldenFile.Doubles(golden.GetProperty("gains")), gains);
    }

    [Fact]
    public void Parameters_are_initialised_in_place_and_unrecorded()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var layer = Linear(40, 30, dtype: float64);
        Assert.Same(layer.weight, orthogonal_(layer.weight));
        Assert.True(layer.weight.requires_grad && layer.weight.is_leaf);
        Assert.True(layer.weight.matmul(layer.weight.T).allclose(eye(30, dtype: float64), atol: 1e-14));
        trunc_normal_(layer.weight, std: 0.02, a: -0.03, b: 0.05);
        Assert.InRange(layer.weight.min().item<double>(), -0.03, -0.029);
        Assert.InRange(layer.weight.max().item<double>(), 0.045, 0.05);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_explained()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("got shape [3]", Assert.Throws<ArgumentException>(() => orthogonal_(empty(3))).Message);
        Assert.Contains("got shape [3]", Assert.Throws<ArgumentException>(() => eye_(empty(3))).Message);
        Assert.Contains("got shape [3, 3]", Assert.Throws<ArgumentException>(() => dirac_(empty(3, 3))).Message);
        Assert.Contains("not in order", Assert.Throws<ArgumentException>(() => trunc_normal_(empty(3), a: 1, b: 1)).Message);
        Assert.Contains("share of zeros", Assert.Throws<ArgumentException>(() => sparse_(empty(3, 3), 1.5)).Message);
    }
}
