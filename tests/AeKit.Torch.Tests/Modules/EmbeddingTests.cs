using AeKit.Torch.Tests.Golden;
using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Modules;

public sealed class EmbeddingTests
{
    private static readonly Dictionary<string, Func<Embedding>> Layers = new()
    {
        ["plain"] = () => nn.Embedding(6, 4),
        ["one index"] = () => nn.Embedding(6, 4),
        ["padding_idx"] = () => nn.Embedding(6, 4, padding_idx: -2),
        ["scale_grad_by_freq"] = () => nn.Embedding(6, 4, scale_grad_by_freq: true),
        ["max_norm"] = () => nn.Embedding(6, 4, max_norm: 1.5),
        ["max_norm 1"] = () => nn.Embedding(6, 4, padding_idx: 3, max_norm: 0.7, norm_type: 1, scale_grad_by_freq: true),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Start_output_and_gradient_equal_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenFile.Read("embedding.json").GetProperty(name);
        manual_seed(21);
        using var layer = Layers[name]();
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("start")), layer.weight!, $"{name}, start", 1e-6);
        var index = GoldenFile.Tensor(golden.GetProperty("index")).to_type(int64);
        var y = layer.call(index);
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("output")), y, $"{name}, output");
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("after")), layer.weight!, $"{name}, table after the look-up");
        (y * GoldenFile.Tensor(golden.GetProperty("weight"))).sum().backward();
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("gradient")), layer.weight!.grad!, $"{name}, gradient");
    }

    [Fact]
    public void Gradient_equals_central_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var layer = nn.Embedding(5, 3, dtype: float64);
        var index = tensor(new long[,] { { 4, 0, 4 }, { 1, 4, 2 } }).T;
        Tensor Loss() => layer.call(index).pow(3).sum();
        Loss().backward();
        var gradient = layer.weight!.grad!.data<double>().ToArray();
        using var noGrad = no_grad();
        for (var i = 0; i < gradient.Length; i++)
        {
            var element = layer.weight!.view(-1)[i];
            element.add_(1e-5);
            var above = Loss().item<double>();
            element.sub_(2e-5);
            var below = Loss().item<double>();
            element.add_(1e-5);
            Assert.Equal((above - below) / 2e-5, gradient[i], 1e-6);
        }
    }

    [Fact]
    public void The_gradient_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Embedding(3, 2, padding_idx: 0);
        var y = layer.call(tensor(new long[] { 1, 0, 1, 2 }));
        var gradient = autograd.grad([y.pow(2).sum()], [layer.weight!], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([gradient.sum()], [layer.weight!])[0];
        // d²/dw² of n·w² is 2n; the padding row does not take part.
        Assert.Equal([0f, 0, 4, 4, 2, 2], second.data<float>().ToArray());
    }

    [Fact]
    public void A_pretrained_table_is_shared_and_frozen_unless_asked_otherwise()
    {
        using var scope = NewDisposeScope();
        var table = arange(0, 6, dtype: float32).reshape(3, 2);
        using var frozen = nn.Embedding_from_pretrained(table);
        Assert.False(frozen.weight!.requires_grad);
        Assert.Equal([4f, 5, 0, 1], frozen.call(tensor(new int[] { 2, 0 })).data<float>().ToArray());
        table[0] = tensor([7f, 8]);
        Assert.Equal([7f, 8], frozen.call(tensor(0L)).data<float>().ToArray());
        using var learning = nn.Embedding_from_pretrained(table, freeze: false, dtype: float64);
        Assert.True(learning.weight!.requires_grad);
        Assert.Equal(float64, learning.weight!.dtype);
        Assert.Equal(["weight"], learning.state_dict().Keys);
    }

    [Fact]
    public void No_indices_give_no_rows()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Embedding(3, 2);
        var y = layer.call(zeros(0, 4, dtype: int64));
        Assert.Equal([0, 4, 2], y.shape);
        y.sum().backward();
        Assert.Equal(new float[6], layer.weight!.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Wrong_indices_and_options_are_explained()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Embedding(3, 2);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => layer.call(tensor(new long[] { 0, 3 })));
        Assert.Contains("index 3 is out of range for a table of 3 rows", error.Message);
        Assert.Contains("index -1", Assert.Throws<ArgumentOutOfRangeException>(() => layer.call(tensor(-1L))).Message);
        Assert.Contains("Float32", Assert.Throws<ArgumentException>(() => layer.call(ones(2))).Message);
        Assert.Contains("padding_idx 3", Assert.Throws<ArgumentOutOfRangeException>(() => nn.Embedding(3, 2, padding_idx: 3)).Message);
        Assert.Contains("got shape [3]", Assert.Throws<ArgumentException>(() => nn.Embedding_from_pretrained(ones(3))).Message);
        Assert.Contains("sparse", Assert.Throws<NotSupportedException>(() => nn.Embedding(3, 2, sparse: true)).Message);
    }
}
