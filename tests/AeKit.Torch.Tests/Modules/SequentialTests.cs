using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Torch.Tests.Modules;

/// <summary>A layer and the activation after it are computed in one pass; nobody may notice.</summary>
public sealed class SequentialTests
{
    public static TheoryData<string, int, int, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int, int, int>();
            foreach (var activation in new[] { "ReLU", "Sigmoid", "Tanh" })
                // One example; few, many; outputs that fill panels or do not; sums in several blocks.
                foreach (var (batch, inputs, outputs) in new[] { (1, 20, 33), (5, 7, 3), (70, 33, 64), (40, 20, 1500), (130, 1100, 600) })
                    data.Add(activation, batch, inputs, outputs);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_layer_with_its_activation_equals_the_two_apart(string activation, int batch, int inputs, int outputs)
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        var layer = nn.Linear(inputs, outputs);
        using var both = nn.Sequential(layer, Activation(activation));
        using var apart = Activation(activation);
        var x = randn(batch, inputs).requires_grad_();
        var weights = rand(batch, outputs);

        var y = both.call(x);
        (y * weights).sum().backward();
        var (value, dx, dw, db) = (Numbers(y), Numbers(x.grad!), Numbers(layer.weight.grad!), Numbers(layer.bias!.grad!));

        x.grad = null;
        both.zero_grad();
        y = apart.call(layer.call(x));
        (y * weights).sum().backward();
        Assert.Equal(Numbers(y), value);
        Assert.Equal(Numbers(x.grad!), dx);
        Assert.Equal(Numbers(layer.weight.grad!), dw);
        Assert.Equal(Numbers(layer.bias.grad!), db);
    }

    [Theory]
    [InlineData("ReLU", false)]
    [InlineData("Sigmoid", false)]
    [InlineData("Tanh", true)]
    [InlineData("ReLU", true)]
    public void A_convolution_with_its_activation_equals_the_two_apart(string activation, bool transposed)
    {
        manual_seed(1);
        foreach (var (batch, size, stride, groups) in new[] { (1, 7, 1, 1), (5, 14, 2, 2), (40, 14, 2, 1), (3, 40, 1, 1) })
        {
            using var scope = NewDisposeScope();
            nn.Module<Tensor, Tensor> layer = transposed
                ? nn.ConvTranspose2d(4, 6, 4, stride: stride, padding: 1L, groups: groups)
                : nn.Conv2d(4, 6, 4, stride: stride, padding: 1L, groups: groups);
            using var both = nn.Sequential(layer, Activation(activation));
            using var apart = Activation(activation);
            var x = randn(batch, 4, size, size).requires_grad_();
            var y = both.call(x);
            (y * y).sum().backward();
            var (value, dx, gradients) = (Numbers(y), Numbers(x.grad!), layer.parameters().Select(p => Numbers(p.grad!)).ToArray());

            x.grad = null;
            both.zero_grad();
            y = apart.call(layer.call(x));
            (y * y).sum().backward();
            Assert.Equal(Numbers(y), value);
            Assert.Equal(Numbers(x.grad!), dx);
            Assert.Equal(layer.parameters().Select(p => Numbers(p.grad!)), gradients);
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_none_through_ReLU()
    {
        using var x = tensor(new[] { float.NaN, -1, 0, 2 });
        Assert.Equal([float.NaN, 0, 0, 2], Numbers(x.relu()));
    }

    [Fact]
    public void A_layer_with_its_activation_can_be_differentiated_twice()
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(4, 3);
        using var both = nn.Sequential(layer, nn.Sigmoid());
        var x = randn(2, 4).requires_grad_();
        var fused = Penalty(both.call(x), x, layer);
        var plain = Penalty(layer.call(x).sigmoid(), x, layer);
        Assert.Equal(plain, fused);
        Assert.True(plain.Sum(Math.Abs) > 0.01);
    }

    // d/dW of Σ (dy/dx)², the contractive penalty.
    private static float[] Penalty(Tensor y, Tensor x, TorchSharp.Modules.Linear layer)
    {
        var slope = autograd.grad([y.sum()], [x], create_graph: true, retain_graph: true)[0];
        layer.zero_grad();
        (slope * slope).sum().backward();
        return Numbers(layer.weight.grad!);
    }

    private static nn.Module<Tensor, Tensor> Activation(string name) => name switch
    {
        "ReLU" => nn.ReLU(),
        "Sigmoid" => nn.Sigmoid(),
        _ => nn.Tanh(),
    };

    private static float[] Numbers(Tensor tensor) => tensor.contiguous().data<float>().ToArray();
}
