namespace AeKit.Torch.Tests.Autograd;

public sealed class GraphTests
{
    [Fact]
    public void Gradients_accumulate_until_cleared()
    {
        var x = tensor([1f, 2]).requires_grad_();
        (x * 3).sum().backward();
        (x * x).sum().backward();
        Assert.Equal([5f, 7], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void A_tensor_used_twice_gets_both_gradients()
    {
        var x = tensor([2f]).requires_grad_();
        var y = x * x;
        (y * y + y).sum().backward();
        Assert.Equal(4 * 8 + 4, x.grad!.item<float>());
    }

    [Fact]
    public void Disposing_intermediate_results_does_not_hinder_backward()
    {
        var x = ones(3).requires_grad_();
        Tensor loss;
        using (NewDisposeScope()) loss = (x.exp() * x).sum().MoveToOuterDisposeScope();
        loss.backward();
        Assert.Equal(2 * MathF.E, x.grad!.data<float>()[0], 1e-5);
    }

    [Fact]
    public void Disposing_a_read_gradient_leaves_the_gradient()
    {
        var x = ones(3).requires_grad_();
        (x * 2).sum().backward();
        x.grad!.Dispose();
        Assert.Equal([2f, 2, 2], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void No_grad_and_detach_stop_recording()
    {
        var x = ones(3).requires_grad_();
        using (no_grad()) Assert.False((x * 2).requires_grad);
        using (inference_mode()) Assert.False((x * 2).requires_grad);
        using (no_grad())
        using (enable_grad()) Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).is_leaf);
    }

    [Fact]
    public void Grad_of_chosen_inputs_leaves_the_leaves_alone()
    {
        var x = tensor([3f]).requires_grad_();
        var w = tensor([2f]).requires_grad_();
        var y = x * x;
        var z = (y * w).sum();
        var gradients = autograd.grad([z], [y, x]);
        Assert.Equal(2, gradients[0].item<float>());
        Assert.Equal(12, gradients[1].item<float>());
        Assert.Null(x.grad);
        Assert.Null(w.grad);
    }

    [Fact]
    public void Unused_inputs_are_an_error_unless_allowed()
    {
        var x = tensor([3f]).requires_grad_();
        var w = tensor([2f]).requires_grad_();
        Assert.Throws<InvalidOperationException>(() => autograd.grad([(x * x).sum()], [w]));
        Assert.Null(autograd.grad([(x * x).sum()], [w], allow_unused: true)[0]);
    }

    [Fact]
    public void Contractive_penalty_of_a_sigmoid_layer_has_the_gradient_of_its_closed_form()
    {
        // ‖∂h/∂x‖² = Σⱼ (hⱼ(1 − hⱼ))² Σᵢ Wⱼᵢ², by double backward and written out.
        manual_seed(6);
        using var layer = nn.Linear(4, 1);
        using var x = randn(1, 4).requires_grad_();
        var h = layer.call(x).sigmoid();
        var jacobian = autograd.grad([h.sum()], [x], create_graph: true, retain_graph: true)[0];
        var byGraph = autograd.grad([jacobian.pow(2).sum()], [layer.weight])[0];
        var g = layer.call(x).sigmoid();
        var byHand = autograd.grad([((g * (1 - g)).pow(2) * layer.weight.pow(2).sum()).sum()], [layer.weight])[0];
        Assert.True(byGraph.allclose(byHand, rtol: 1e-5));
    }

    [Fact]
    public void In_place_operations_take_part_in_the_history()
    {
        var x = tensor([1f, 2]).requires_grad_();
        var y = x * 3;
        y.mul_(x).add_(1).exp_();
        y.log().sum().backward();
        Assert.Equal([6f, 12], x.grad!.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Retained_gradients_of_computed_tensors_can_be_read()
    {
        var x = tensor([1f, 2]).requires_grad_();
        var y = x * 3;
        y.retain_grad();
        (y * y).sum().backward();
        Assert.Equal([6f, 12], y.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_chain_of_100_000_operations_does_not_exhaust_the_stack()
    {
        var x = ones(1).requires_grad_();
        var y = x;
        for (var i = 0; i < 100_000; i++) y = y + 1;
        y.sum().backward();
        Assert.Equal(1, x.grad!.item<float>());
        Assert.Equal(1, autograd.grad([(x + 1).sum()], [x])[0].item<float>());
    }
}
