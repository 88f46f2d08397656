using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Errors;

public sealed class ErrorTests
{
    private static void Throws<T>(Action action, params string[] words) where T : Exception
    {
        var error = Assert.ThrowsAny<T>(action);
        foreach (var word in words) Assert.Contains(word, error.Message);
    }

    [Fact]
    public void Shape_mismatches_name_operation_shapes_and_rule()
    {
        Throws<ArgumentException>(() => ones(2, 3).add(ones(2, 4)), "add", "[2, 3]", "[2, 4]", "equal, or one of them 1");
        Throws<ArgumentException>(() => ones(2, 3).mm(ones(2, 4)), "mm", "[2, 3]", "[2, 4]", "[m, k] · [k, n]");
        Throws<ArgumentException>(() => nn.functional.linear(ones(5, 4), ones(7, 3)), "linear", "[5, 4]", "[7, 3]", "must be 3");
        Throws<ArgumentException>(() => nn.functional.mse_loss(ones(5, 4), ones(4)), "mse_loss", "[5, 4]", "[4]", "must be equal");
        Throws<ArgumentException>(() => ones(2, 3).reshape(4, 2), "reshape", "[2, 3]", "[4, 2]", "products");
        Throws<ArgumentException>(() => cat([ones(2, 3), ones(2, 4)]), "cat", "[2, 3]", "[2, 4]", "except dimension 0");
        Throws<InvalidOperationException>(() => ones(2, 3).t().view(6), "view", "[3, 2]", "reshape()");
    }

    [Fact]
    public void Positions_out_of_range_name_the_shape()
    {
        Throws<ArgumentException>(() => _ = ones(2, 3)[2], "Index 2", "[2, 3]");
        Throws<ArgumentException>(() => ones(2, 3).index_select(0, tensor([5L])), "index_select", "index 5", "[2, 3]");
        Throws<ArgumentException>(() => ones(2, 3).sum(dim: 2), "sum", "dimension 2", "-2 … 1");
    }

    [Fact]
    public void Probabilities_outside_0_to_1_are_refused()
        => Throws<ArgumentException>(() => nn.functional.binary_cross_entropy(full([2], 1.5), ones(2)), "[0, 1]", "1.5", "sigmoid()");

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var x = ones(2, 3);
        x.Dispose();
        Throws<ObjectDisposedException>(() => x.add(1), "[2, 3]", "disposed", "MoveToOuterDisposeScope");
        Tensor y;
        using (NewDisposeScope()) y = ones(4);
        Throws<ObjectDisposedException>(() => y.sum(), "[4]", "disposed");
    }

    [Fact]
    public void Backward_twice_says_what_to_do()
    {
        var x = ones(3).requires_grad_();
        var y = (x * x).sum();
        y.backward();
        Throws<InvalidOperationException>(() => y.backward(), "second time", "mul", "retain_graph: true");
    }

    [Fact]
    public void Retaining_the_graph_allows_a_second_pass_that_adds_up()
    {
        var x = ones(3).requires_grad_();
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal([4f, 4, 4], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_from_several_numbers_needs_a_gradient()
    {
        var x = ones(3).requires_grad_();
        Throws<InvalidOperationException>(() => (x * 2).backward(), "[3]", "sum() or mean()");
        (x * 2).backward([tensor([1f, 2, 3])]);
        Assert.Equal([2f, 4, 6], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_without_anything_to_learn_says_so()
        => Throws<InvalidOperationException>(() => ones(3).sum().backward(), "requires_grad");

    [Fact]
    public void A_saved_tensor_changed_in_place_is_noticed()
    {
        var x = ones(3).requires_grad_();
        var y = x * 1;
        var z = (y * y).sum();
        y.add_(1);
        Throws<InvalidOperationException>(() => z.backward(), "mul", "in-place", "[3]", "version");
    }

    [Fact]
    public void A_leaf_cannot_be_changed_in_place_while_recording()
    {
        var x = ones(3).requires_grad_();
        Throws<InvalidOperationException>(() => x.add_(1), "leaf", "no_grad()");
        using (no_grad()) x.add_(1);
        Assert.Equal([2f, 2, 2], x.data<float>().ToArray());
    }

    [Fact]
    public void An_expanded_tensor_cannot_be_changed_in_place()
        => Throws<InvalidOperationException>(() => ones(1).expand(3).add_(1), "expanded", "clone()");

    [Fact]
    public void Gradients_are_for_floating_point_only()
        => Throws<InvalidOperationException>(() => tensor([1L, 2]).requires_grad_(), "Int64");

    [Fact]
    public void Item_checks_count_and_type()
    {
        Throws<ArgumentException>(() => ones(3).item<float>(), "[3]");
        Throws<ArgumentException>(() => ones(1).item<double>(), "Float32", "Double");
    }

    [Fact]
    public void A_parameter_in_two_groups_is_refused()
    {
        using var p = new Parameter(ones(2));
        Throws<ArgumentException>(() => optim.SGD([p, p], 0.1), "more than one");
    }
}
