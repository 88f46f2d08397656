namespace AeKit.Torch.Tests.Autograd;

public sealed class CustomFunctionTests
{
    private sealed class StraightThrough : autograd.SingleTensorFunction<StraightThrough>
    {
        public override string Name => "straight_through";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).round();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    private sealed class ScaledSquare : autograd.SingleTensorFunction<ScaledSquare>
    {
        public override string Name => "scaled_square";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("scale", (double)vars[1]);
            return x * x * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
            => [grad_output * ctx.get_saved_variables()[0] * 2 * (double)ctx.get_data("scale")!, null!];
    }

    private sealed class SinCos : autograd.MultiTensorFunction<SinCos>
    {
        public override string Name => "sin_cos";

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.set_materialize_grads(vars.Length > 1);
            var order = x.argsort(0);
            ctx.mark_non_differentiable([order]);
            return [x.sin(), x.cos().unsqueeze(0), order];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var x = ctx.get_saved_variables()[0];
            Assert.Equal(ctx.MaterializeGrads, grad_outputs.All(g => g is not null));
            var result = grad_outputs[0] is null ? zeros_like(x) : grad_outputs[0] * x.cos();
            if (grad_outputs[1] is not null) result -= grad_outputs[1].squeeze(0) * x.sin();
            return ctx.MaterializeGrads ? [result, null!] : [result];
        }
    }

    [Fact]
    public void A_function_may_have_several_results()
    {
        using var scope = NewDisposeScope();
        Tensor Sum(Tensor[] y) => (y[0] * 2 + y[1].squeeze(0) * y[0]).sum();
        GradientCheck.First(x => Sum([.. SinCos.apply(x[0], "all")]), [tensor([0.3f, -2, 1])], "sin_cos");
        GradientCheck.Second(x => Sum([.. SinCos.apply(x[0], "all")]), [tensor([0.3f, -2, 1])], "sin_cos");
        var x = tensor([0.5f, -1]).requires_grad_();
        var results = SinCos.apply(x);
        Assert.Equal([true, true, false], results.Select(r => r.requires_grad));
        results[1].sum().backward();
        Assert.True((-x.sin()).allclose(x.grad!));
        using (no_grad()) Assert.All(SinCos.apply(x), r => Assert.False(r.requires_grad));
    }

    [Fact]
    public void A_result_that_nothing_uses_counts_as_zeros()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0.5f, -1]).requires_grad_();
        var results = SinCos.apply(x, "all");
        Assert.True(x.cos().allclose(autograd.grad([results[0].sum()], [x], retain_graph: true)[0]));
        (results[0].sum() + results[1].sum()).backward();
        Assert.True((x.cos() - x.sin()).allclose(x.grad!));
        Assert.Contains("sin_cos", Assert.Throws<InvalidOperationException>(() => results[0].sum().backward()).Message);
    }

    [Fact]
    public void Rounding_can_let_the_gradient_through()
    {
        var x = tensor([0.4f, 1.6f]).requires_grad_();
        var y = StraightThrough.apply(x);
        Assert.Equal([0f, 2], y.data<float>().ToArray());
        (y * y).sum().backward();
        Assert.Equal([0f, 4], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Saved_tensors_and_data_reach_backward()
    {
        GradientCheck.First(x => ScaledSquare.apply(x[0], 1.5), [tensor([0.3f, -2, 1])], "scaled_square");
        GradientCheck.Second(x => ScaledSquare.apply(x[0], 1.5), [tensor([0.3f, -2, 1])], "scaled_square");
        using (no_grad()) Assert.False(ScaledSquare.apply(ones(1).requires_grad_(), 1.0).requires_grad);
    }

    [Fact]
    public void Backward_twice_through_a_custom_function_is_refused()
    {
        var x = ones(2).requires_grad_();
        var y = ScaledSquare.apply(x, 1.0).sum();
        y.backward();
        Assert.Contains("scaled_square", Assert.Throws<InvalidOperationException>(() => y.backward()).Message);
    }
}
