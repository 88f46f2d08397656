using AeKit.Torch.Tests.Golden;

namespace AeKit.Torch.Tests.Autograd;

/// <summary>In-place changes of views while recording, the cases of generate_views.py: y = 2x is changed and returned unless said otherwise.</summary>
public sealed class InPlaceTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor, Tensor?>> Cases = new()
    {
        ["add_to_row"] = (y, x, w) => { y[0] += w; return null; },
        ["multiply_column"] = (y, x, w) => { y[.., 1].mul_(w[..3]); return null; },
        ["multiply_every_second_column"] = (y, x, w) => { y.slice(1, 0, 4, 2).mul_(3); return null; },
        ["copy_into_row"] = (y, x, w) => { y[1].copy_(w); return null; },
        ["fill_constants"] = (y, x, w) =>
        {
            y = zeros(3, 4, x.dtype);
            y[1] = w;
            y[2] = w * x[0];
            return y * x;
        },
        ["set_a_number"] = (y, x, w) => { y[0] = tensor(0.5f); return y.exp() * w; },
        ["clear_column"] = (y, x, w) => { y[.., 0].zero_(); return null; },
        ["older_view_follows"] = (y, x, w) =>
        {
            var v = y[1];
            y.mul_(3);
            return v * w;
        },
        ["other_view_follows"] = (y, x, w) =>
        {
            var (row, column) = (y[0], y[.., 0]);
            row.mul_(w);
            return column * row.sum();
        },
        ["view_of_a_view"] = (y, x, w) => { y.t()[1..3][0].add_(w[..3]); return null; },
        ["exp_of_row"] = (y, x, w) => { y[0].exp_(); return null; },
        ["sigmoid_of_rows"] = (y, x, w) => { y[..2].sigmoid_(); return y * w; },
        ["relu_of_row"] = (y, x, w) => { y[2].relu_(); return null; },
        ["divide_by_another_row"] = (y, x, w) => { y[0].div_(y[1].clone()); return null; },
        ["through_another_shape"] = (y, x, w) => { y.view(-1)[2..6].mul_(w); return null; },
        ["overwrite_all"] = (y, x, w) => { y.copy_(w); return null; },
        ["put_rows"] = (y, x, w) => { y[tensor([2L, 0])] = w; return null; },
        ["put_by_mask"] = (y, x, w) =>
        {
            y[tensor(new[,] { { true, false, true, false }, { false, true, false, true }, { true, true, false, false } })] = tensor(1.5f);
            return y * w;
        },
        ["recurrence"] = (y, x, w) =>
        {
            for (var i = 1; i < 3; i++) y[i] += y[i - 1].clone() * w;
            return null;
        },
        ["twice_the_same_region"] = (y, x, w) =>
        {
            y[0].mul_(w);
            y[0][1..3].add_(w[1..3]);
            y[..2].mul_(y[1..].clone());
            return null;
        },
        ["expanded_view_follows"] = (y, x, w) =>
        {
            var v = y[0].expand(3, 4);
            y[.., 0].mul_(w[..3]);
            return v * x;
        },
        ["detached_transpose"] = (y, x, w) =>
        {
            var z = ones(4, 3, x.dtype).t().detach();
            z[1].mul_(w);
            return z * x;
        },
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Tensor Run(string name, Tensor x, Tensor w)
    {
        var y = x * 2;
        return Cases[name](y, x, w) ?? y;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_through_a_view_is_part_of_the_history_as_in_PyTorch(string name)
    {
        var golden = GoldenFile.Read("views.json").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        Tensor[] inputs = [.. golden.GetProperty("inputs").EnumerateArray().Select(GoldenFile.Tensor)];
        foreach (var input in inputs) input.requires_grad_();

        var y = Run(name, inputs[0], inputs[1]);
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("output")), y, $"{name}, result");
        (y * GoldenFile.Tensor(golden.GetProperty("weight"))).sum().backward();
        var gradients = golden.GetProperty("gradients").EnumerateArray().Select(GoldenFile.Tensor).ToArray();
        for (var i = 0; i < inputs.Length; i++)
            GoldenFile.AssertClose(gradients[i], inputs[i].grad ?? zeros_like(inputs[i]), $"{name}, gradient {i}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Such_gradients_can_be_differentiated_again(string name)
    {
        manual_seed(3);
        Tensor[] inputs = [randn(3, 4, float64), randn(4, float64)];
        GradientCheck.First(x => Run(name, x[0], x[1]), inputs, name);
        GradientCheck.Second(x => Run(name, x[0], x[1]), inputs, name);
    }

    [Fact]
    public void A_tensor_gets_the_history_of_what_is_written_into_its_parts()
    {
        var w = ones(2).requires_grad_();
        var x = zeros(3, 2);
        Assert.False(x.requires_grad);
        x[1] = w * 3;
        Assert.True(x.requires_grad);
        Assert.False(x.is_leaf);
        x.contiguous()[2] = w * 5;
        x.sum().backward();
        Assert.Equal([8f, 8], w.grad!.data<float>().ToArray());
    }

    [Fact]
    public void The_changed_tensor_may_be_disposed_before_its_views()
    {
        var x = ones(2, 2).requires_grad_();
        Tensor row;
        using (NewDisposeScope())
        {
            var y = x * 2;
            row = y[0].MoveToOuterDisposeScope();
            y[0].mul_(3);
        }
        row.mul_(5).sum().backward();
        Assert.Equal([30f, 30, 0, 0], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Views_taken_while_nothing_requires_a_gradient_follow_too()
    {
        var w = full([2], 3).to_type(float32).requires_grad_();
        var x = ones(2, 2);
        var (first, column) = (x[0], x[.., 0]);
        first.mul_(w);
        column.mul_(2);
        (x.sum() + first.sum()).backward();
        Assert.Equal([6f, 3, 2, 1], x.data<float>().ToArray());
        Assert.Equal([4f, 2], w.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Infinite_gradients_stay_outside_a_region_that_was_overwritten()
    {
        var x = zeros(2).requires_grad_();
        var y = x * 1;
        y[0] = tensor(4f);
        y.sqrt().sum().backward();
        Assert.Equal([0f, float.PositiveInfinity], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Part_of_a_leaf_cannot_be_changed_while_recording()
    {
        var x = ones(2, 2).requires_grad_();
        foreach (var change in new Action[] { () => x[0] = zeros(2), () => x[0].mul_(2), () => x.t()[.., 0].zero_(), () => x[tensor([1L])] = zeros(2) })
        {
            var message = Assert.Throws<InvalidOperationException>(change).Message;
            Assert.Contains("leaf", message, StringComparison.Ordinal);
            Assert.Contains("no_grad()", message, StringComparison.Ordinal);
        }
        using (no_grad()) x[0] = zeros(2);
        Assert.Equal([0f, 0, 1, 1], x.data<float>().ToArray());
    }

    [Fact]
    public void A_view_taken_without_recording_cannot_be_part_of_the_history()
    {
        var w = ones(2).requires_grad_();
        var x = ones(2, 2);
        Tensor row;
        using (no_grad()) row = x[0];
        row.mul_(2);
        Assert.Contains("no_grad()", Assert.Throws<InvalidOperationException>(() => row.mul_(w)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_through_a_view_is_noticed_by_what_needs_the_old_values()
    {
        var x = ones(3, 2).requires_grad_();
        var y = x * 2;
        var square = (y[0] * y[0]).sum();
        y[1].add_(1);
        var message = Assert.Throws<InvalidOperationException>(() => square.backward()).Message;
        foreach (var word in new[] { "mul", "[2]", "in-place", "version", "clone()" }) Assert.Contains(word, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Handles_on_one_tensor_share_what_happens_to_it()
    {
        var x = ones(2);
        var (alias, same) = (x.alias(), x.contiguous());
        x.requires_grad_();
        Assert.True(alias.requires_grad);
        Assert.True(same.requires_grad);
        (same * 3).sum().backward();
        Assert.Equal([3f, 3], alias.grad!.data<float>().ToArray());
    }
}
