namespace AeKit.Torch.Tests.Tensors;

public sealed class TensorTests
{
    private static Tensor Count(params long[] shape) => arange(shape.Aggregate(1L, (a, b) => a * b), float32).reshape(shape);

    [Fact]
    public void Tensors_are_made_from_arrays_of_any_rank()
    {
        Assert.Equal([2L, 2], tensor(new float[,] { { 1, 2 }, { 3, 4 } }).shape);
        var cube = from_array(new double[2, 3, 4]);
        Assert.Equal([2L, 3, 4], cube.shape);
        Assert.Equal(float64, cube.dtype);
        Assert.Equal(float32, from_array(new[] { 1, 2 }, float32).dtype);
        Assert.Equal([2L, 3], tensor([1f, 2, 3, 4, 5, 6], 2, 3).shape);
        Assert.Equal([true, false], tensor([true, false]).data<bool>().ToArray());
        Assert.Equal(float64, tensor(1.0).dtype);
        Assert.Equal(int32, tensor(1).dtype);
        Assert.Equal(int64, tensor(1L).dtype);
        Assert.Throws<ArgumentException>(() => tensor([1f, 2, 3], [2, 2]));
    }

    [Fact]
    public void Values_come_back_as_arrays()
    {
        var x = Count(2, 3).t();
        Assert.Equal([0f, 3, 1, 4, 2, 5], x.data<float>().ToArray());
        var array = (float[,])x.data<float>().ToNDArray();
        Assert.Equal(4, array[1, 1]);
        var target = new float[4];
        x.data<float>().CopyTo(target, 1, 2);
        Assert.Equal([0f, 1, 4, 2], target);
        x.data<float>().CopyFrom([9f], 0, 1);
        Assert.Equal(9, x[0, 1].item<float>());
        Assert.Equal(9, x.data<float>()[0, 1]);
    }

    [Fact]
    public void Element_types_promote_as_in_PyTorch()
    {
        Assert.Equal(float32, (tensor([1L]) + tensor([1f])).dtype);
        Assert.Equal(float32, (tensor([1L]) * 2.0).dtype);
        Assert.Equal(int64, (tensor([1L]) * 2).dtype);
        Assert.Equal(float32, (tensor([1f]) + tensor(1.0)).dtype);
        Assert.Equal(float64, (tensor([1f]) + tensor([1.0])).dtype);
        Assert.Equal(float32, (tensor([1L]) / tensor([2L])).dtype);
        Assert.Equal(int64, (tensor([true]) + 1).dtype);
        Assert.Equal(int64, tensor([1, 2]).sum().dtype);
        Assert.Equal(2L, tensor([true, false, true]).sum().item<long>());
        Assert.Equal(float32, tensor([1, 2]).exp().dtype);
    }

    [Fact]
    public void Conversion_truncates_and_tests_for_zero()
    {
        Assert.Equal([1L, -1], tensor([1.9f, -1.9f]).to_type(int64).data<long>().ToArray());
        Assert.Equal([true, false, true], tensor([0.5f, 0, -2]).to_type(@bool).data<bool>().ToArray());
        Assert.Equal([1f, 0], tensor([true, false]).to_type(float32).data<float>().ToArray());
    }

    [Fact]
    public void Index_expressions_give_parts()
    {
        var x = Count(4, 5);
        Assert.Equal([5f, 6, 7, 8, 9], x[1].data<float>().ToArray());
        Assert.Equal(7, x[1, 2].item<float>());
        Assert.Equal(19, x[-1, -1].item<float>());
        Assert.Equal([2f, 7, 12, 17], x[.., 2].data<float>().ToArray());
        Assert.Equal([6f, 7, 11, 12], x[1..3, 1..3].data<float>().ToArray());
        Assert.Equal([15f, 16, 17, 18, 19], x[^1..].data<float>().ToArray());
        Assert.Equal([1L, 4, 5], x[TensorIndex.None].shape);
        Assert.Equal([4L, 1], x[TensorIndex.Ellipsis, 1..2].shape);
        Assert.Equal([0f, 2, 4], x[0, TensorIndex.Slice(step: 2)].data<float>().ToArray());
        Assert.Equal([10f, 0], x[tensor([2L, 0]), 0].data<float>().ToArray());
        Assert.Equal([18f, 19], x[x > 17].data<float>().ToArray());
        Assert.Equal([2L, 2, 5], x[tensor(new long[,] { { 0, 1 }, { 2, 3 } })].shape);
    }

    [Fact]
    public void Index_expressions_can_be_assigned()
    {
        var x = zeros(3, 3);
        x[0] = tensor([1f, 2, 3]);
        x[.., 2] = 9;
        x[1, 0] = 4;
        x[tensor([2L])] = tensor([7f, 7, 7]);
        Assert.Equal([1f, 2, 9, 4, 0, 9, 7, 7, 7], x.data<float>().ToArray());
        x[x > 5] = 0;
        Assert.Equal([1f, 2, 0, 4, 0, 0, 0, 0, 0], x.data<float>().ToArray());
    }

    [Fact]
    public void Views_share_storage_and_copies_do_not()
    {
        var x = Count(2, 3);
        x.t()[0, 1] = 100;
        Assert.Equal(100, x[1, 0].item<float>());
        x.reshape(-1)[0] = 50;
        Assert.Equal(50, x[0, 0].item<float>());
        x.clone().fill_(1);
        Assert.Equal(50, x[0, 0].item<float>());
        Assert.False(x.t().is_contiguous());
        Assert.True(x.t().contiguous().is_contiguous());
    }

    [Fact]
    public void Extremes_know_their_positions()
    {
        var x = tensor(new float[,] { { 1, 9, 3 }, { 7, 2, 8 } });
        Assert.Equal([1L, 2], x.argmax(1).data<long>().ToArray());
        Assert.Equal([1L, 0, 1], x.argmax(0L).data<long>().ToArray());
        Assert.Equal(1L, x.argmax().item<long>());
        Assert.Equal([1f, 2, 3], x.min(0L).values.data<float>().ToArray());
        Assert.True(x.gt(0).all().item<bool>());
        Assert.False(x.gt(9).any().item<bool>());
        Assert.True(float.IsNaN(tensor([1f, float.NaN, 3]).max().item<float>()));
    }

    [Fact]
    public void Sums_of_many_equal_numbers_stay_exact_enough()
    {
        // One after the other in float32 they would sum to 100 958.
        Assert.Equal(1e5, full([1_000_000], 0.1f).sum().item<float>(), 0.5);
        Assert.Equal(1e4, full([100_000, 3], 0.1f).sum(dim: 0)[1].item<float>(), 0.01);
    }

    [Fact]
    public void Ranges_and_identity()
    {
        Assert.Equal([2L, 5, 8], arange(2, 10, 3).data<long>().ToArray());
        Assert.Equal([0f, 0.5f, 1], linspace(0, 1, 3).data<float>().ToArray());
        Assert.Equal([1f, 0, 0, 0, 1, 0], eye(2, 3).data<float>().ToArray());
    }

    [Fact]
    public void Text_shows_shape_type_and_values()
    {
        Assert.Equal("[2x2], type = Float32, device = cpu\n[[  1 2.5]\n [-30   4]]", tensor(new float[,] { { 1, 2.5f }, { -30, 4 } }).ToString());
        Assert.Equal("[], type = Int64, device = cpu, value = 7", tensor(7L).ToString());
        Assert.Equal("[20], type = Int64, device = cpu\n[ 0  1  2 ... 17 18 19]", arange(20).ToString());
        Assert.Equal("[2], type = Bool, device = cpu\n[ True False]", tensor([true, false]).ToString());
        Assert.Equal("[2], type = Float64, device = cpu\n[0.33333 0.66667]", tensor([1 / 3.0, 2 / 3.0]).ToString());
    }

    [Fact]
    public void Quotients_are_rounded_down_or_towards_zero()
    {
        Assert.Equal([-4f, 3, -4, 9], tensor([-7f, 7, 7, 1]).div(tensor([2f, 2, -2, 0.1f]), RoundingMode.floor).data<float>().ToArray());
        Assert.Equal([-3f, 3, -3, 10], tensor([-7f, 7, 7, 1]).div(tensor([2f, 2, -2, 0.1f]), RoundingMode.trunc).data<float>().ToArray());
        Assert.Equal([-4L, 3, -2], tensor([-7L, 7, -4]).div(2, RoundingMode.floor).data<long>().ToArray());
        Assert.Equal([-3L, 3, -2], div(tensor([-7L, 7, -4]), 2, RoundingMode.trunc).data<long>().ToArray());
        Assert.Equal([-4L, 3], tensor([-7L, 7]).div_(2, RoundingMode.floor).data<long>().ToArray());
        Assert.Equal(ScalarType.Float32, tensor([-7L, 7]).div(2).dtype);
        Assert.Equal([float.PositiveInfinity], tensor([1f]).div(0, RoundingMode.floor).data<float>().ToArray());

        var x = tensor([5f, 8], requires_grad: true);
        x.div(3, RoundingMode.floor).sum().backward();
        Assert.Equal([0f, 0], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Bytes_are_read_and_written_in_place()
    {
        var x = tensor([1f, 2]);
        x.bytes = x.flip(0).contiguous().bytes;
        Assert.Equal([2f, 1], x.data<float>().ToArray());
        Assert.Contains("8", Assert.Throws<ArgumentException>(() => x.bytes = new byte[4]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remainders_take_the_sign_of_the_divisor()
    {
        Assert.Equal([1f, 2, -1], (tensor([4f, -4, 5]) % tensor([3f, 3, -3])).data<float>().ToArray());
        Assert.Equal([1L, 0, 1], (tensor([-1L, 2, 3]) % 2).data<long>().ToArray());
    }

    [Fact]
    public void Rounding_goes_to_even_or_to_decimals()
    {
        Assert.Equal([0f, 2, -2, 3], tensor([0.5f, 1.5f, -1.6f, 2.6f]).round().data<float>().ToArray());
        Assert.Equal(1.23, tensor(1.2345).round(2).item<double>(), 1e-12);
    }

    [Fact]
    public void A_tensor_comes_back_from_its_stream()
    {
        using var stream = new MemoryStream();
        Count(2, 3).t().Save(stream);
        tensor([true, false]).Save(stream);
        stream.Position = 0;
        var x = Tensor.Load(stream);
        Assert.Equal([3L, 2], x.shape);
        Assert.Equal([0f, 3, 1, 4, 2, 5], x.data<float>().ToArray());
        Assert.Equal([true, false], Tensor.Load(stream).data<bool>().ToArray());
    }
}
