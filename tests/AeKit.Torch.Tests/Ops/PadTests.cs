namespace AeKit.Torch.Tests.Ops;

public sealed class PadTests
{
    [Fact]
    public void Padding_that_does_not_fit_is_explained()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("at most 3", Assert.Throws<ArgumentException>(() => nn.functional.pad(ones(1, 1, 4), (4, 0), PaddingModes.Reflect)).Message);
        Assert.Contains("pairs of numbers", Assert.Throws<ArgumentException>(() => nn.functional.pad(ones(2), [1L, 1, 1])).Message);
        Assert.Contains("leaves nothing", Assert.Throws<ArgumentException>(() => nn.functional.pad(ones(2), (-2, -1))).Message);
        Assert.Contains("stride of 1", Assert.Throws<ArgumentException>(() => nn.Conv2d(1, 1, 3, Padding.Same, stride: 2).call(ones(1, 1, 4, 4))).Message);
        Assert.Contains("zeros only", Assert.Throws<ArgumentException>(() => nn.ConvTranspose1d(1, 1, 3, padding_mode: PaddingModes.Circular)).Message);
    }
}
