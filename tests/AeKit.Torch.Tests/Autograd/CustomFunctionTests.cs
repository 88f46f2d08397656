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
