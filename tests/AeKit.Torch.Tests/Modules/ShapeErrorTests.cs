using F = TorchSharp.torch.nn.functional;

namespace AeKit.Torch.Tests.Modules;

public sealed class ShapeErrorTests
{
    [Fact]
    public void Shapes_that_do_not_fit_are_explained()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("must have an even size", Error(() => F.glu(ones(2, 3))));
        Assert.Contains("3 weights do not fit", Error(() => F.prelu(ones(2, 4), ones(3))));
        Assert.Contains("cannot be divided into 3 groups", Error(() => nn.GroupNorm(3, 4)));
        Assert.Contains("more than one value per channel", Error(() => nn.InstanceNorm2d(3).call(ones(2, 3, 1, 1))));
        Assert.Contains("3 channels in dimension 1", Error(() => nn.InstanceNorm1d(3).call(ones(2, 4, 5))));
        Assert.Contains("c · 2²", Error(() => F.pixel_shuffle(ones(1, 3, 2, 2), 2)));
        Assert.Contains("either size or scale_factor", Error(() => F.interpolate(ones(1, 1, 2, 2))));
        Assert.Contains("cannot get size 0", Error(() => F.interpolate(ones(1, 1, 2, 2), scale_factor: [0.2])));
        Assert.Contains("of 4 dimensions", Error(() => nn.Dropout2d().call(ones(2, 3))));
        Assert.Contains("cannot be pooled to 0", Error(() => nn.AdaptiveAvgPool1d(0).call(ones(1, 2, 3))));
        Assert.Contains("one per row", Error(() => F.gaussian_nll_loss(ones(2, 3), ones(2, 3), ones(3, 2))));
        Assert.Throws<NotSupportedException>(() => F.interpolate(ones(1, 1, 2, 2), [4], mode: InterpolationMode.Bicubic));
    }

    [Fact]
    public void Activations_can_overwrite_their_input()
    {
        using var scope = NewDisposeScope();
        foreach (var layer in new nn.Module<Tensor, Tensor>[] { nn.CELU(inplace: true), nn.SELU(true), nn.ReLU6(true), nn.Hardtanh(inplace: true), nn.Hardsigmoid(true), nn.Hardswish(true), nn.Mish(true), nn.Threshold(0, 1, true), nn.Softsign(true), nn.Tanhshrink(true) })
        {
            var x = linspace(-4, 7, 9);
            var y = layer.call(x);
            Assert.Equal(y.data<float>().ToArray(), x.data<float>().ToArray());
            Assert.NotEqual(linspace(-4, 7, 9).data<float>().ToArray(), x.data<float>().ToArray());
        }
    }

    private static string Error(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
