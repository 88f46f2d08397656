namespace AeKit.Torch.Tests.Modules;

public sealed class PoolingTests
{
    private static Tensor Image => arange(0, 16, dtype: float32).reshape(1, 1, 4, 4);

    [Fact]
    public void Modules_halve_an_image()
    {
        using var scope = NewDisposeScope();
        var maximum = nn.MaxPool2d(2).call(Image);
        Assert.Equal([1, 1, 2, 2], maximum.shape);
        Assert.Equal([5f, 7, 13, 15], maximum.data<float>().ToArray());
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], nn.AvgPool2d(2).call(Image).data<float>().ToArray());
    }

    [Fact]
    public void All_ways_to_give_sizes_mean_the_same()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn(2, 3, 7, 8);
        var maximum = nn.MaxPool2d(3, 2, 1, 2).call(x).data<float>().ToArray();
        Assert.Equal(maximum, nn.MaxPool2d((3, 3), (2, 2), (1, 1), (2, 2)).call(x).data<float>().ToArray());
        Assert.Equal(maximum, nn.MaxPool2d([3L], [2L], [1L], [2L]).call(x).data<float>().ToArray());
        var mean = nn.AvgPool2d(3, 2, 1).call(x).data<float>().ToArray();
        Assert.Equal(mean, nn.AvgPool2d((3, 3), (2, 2), (1, 1)).call(x).data<float>().ToArray());
        Assert.Equal(mean, nn.AvgPool2d([3L, 3], [2L, 2], [1L, 1]).call(x).data<float>().ToArray());
        Assert.Equal([2, 3, 3, 4], nn.AvgPool2d((2, 2)).call(x).shape);
    }

    [Fact]
    public void Indices_point_at_the_first_of_equal_maxima()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 3, 0, 0, 3, 2, 0, 0 }, 1, 2, 4);
        var (values, indices) = nn.MaxPool2d(2).forward_with_indices(x);
        Assert.Equal([3f, 0], values.data<float>().ToArray());
        Assert.Equal(int64, indices.dtype);
        Assert.Equal([1L, 2], indices.data<long>().ToArray());
    }

    [Fact]
    public void Overlapping_windows_with_one_maximum_add_their_gradients()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 0, 9, 0 }, 1, 1, 3).requires_grad_();
        nn.functional.max_pool2d(x, (1, 2), (1, 1)).sum().backward();
        Assert.Equal([0f, 2, 0], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Padding_is_never_the_maximum_and_NaN_always_is()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([-1f, -1, -1, -1], nn.functional.max_pool2d(-ones(1, 2, 2), 2, 2, 1).data<float>().ToArray());
        Assert.True(float.IsNaN(nn.functional.max_pool2d(tensor(new float[] { float.NaN, 1, 2, 3 }, 1, 2, 2), 2).item<float>()));
        Assert.Equal(float.NegativeInfinity, nn.functional.max_pool2d(full(1, 2, 2, float.NegativeInfinity), 2).item<float>());
    }

    [Fact]
    public void A_window_of_padding_alone_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, 1, 1).requires_grad_();
        var y = nn.functional.max_pool2d(x, 2, 1, 1, 2);
        Assert.Equal(float.NegativeInfinity, y.item<float>());
        y.sum().backward();
        Assert.Equal(0f, x.grad!.item<float>());
    }

    [Fact]
    public void An_empty_batch_stays_empty()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0, 3, 2, 2], nn.MaxPool2d(2).call(zeros(0, 3, 4, 4)).shape);
        Assert.Equal([0, 3, 2, 2], nn.AvgPool2d(2).call(zeros(0, 3, 4, 4)).shape);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_explained()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("at most half of kernel_size [2, 2]", Error(() => nn.MaxPool2d(2, padding: 2).call(Image)));
        Assert.Contains("[5, 5] is larger than the padded input [1, 1, 4, 4]", Error(() => nn.AvgPool2d(5).call(Image)));
        Assert.Contains("stride [0, 0]", Error(() => nn.AvgPool2d(2, 0).call(Image)));
        Assert.Contains("kernel_size [1, 2, 3]", Error(() => nn.MaxPool2d([1L, 2, 3]).call(Image)));
        Assert.Contains("got shape [4]", Error(() => nn.MaxPool2d(2).call(ones(4))));
        Assert.Contains("Int64", Error(() => nn.MaxPool2d(2).call(ones(1, 4, 4, dtype: int64))));
    }

    private static string Error(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
