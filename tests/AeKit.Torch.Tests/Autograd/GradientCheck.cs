namespace AeKit.Torch.Tests.Autograd;

/// <summary>Compares gradients with central differences in float64.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-6;

    /// <summary>Checks the gradient of a weighted sum of the outputs of <paramref name="f"/> at <paramref name="inputs"/>.</summary>
    internal static void First(Func<Tensor[], Tensor> f, Tensor[] inputs, string what)
    {
        using var scope = NewDisposeScope();
        Tensor[] leaves = [.. inputs.Select(x => x.to_type(float64).detach().clone().requires_grad_())];
        Tensor Weighted(Tensor[] x)
        {
            var y = f(x);
            return (y * linspace(-1, 1.3, y.numel(), float64).reshape(y.shape)).sum();
        }
        // A function that is constant, as the derivative of a linear one, has no history.
        var total = Weighted(leaves);
        if (total.requires_grad) total.backward();
        for (var i = 0; i < leaves.Length; i++)
            Compare(x => Replaced(leaves, i, x, Weighted), leaves[i], leaves[i].grad ?? zeros_like(leaves[i]), $"{what}, gradient {i}");
    }

    /// <summary>Checks the gradient of the gradient: create_graph must give a result that can be differentiated again.</summary>
    internal static void Second(Func<Tensor[], Tensor> f, Tensor[] inputs, string what)
        => First(x =>
        {
            Tensor[] leaves = [.. x.Select(t => t.requires_grad ? t : t.detach().requires_grad_())];
            using var grad = enable_grad();
            var y = f(leaves);
            if (!y.requires_grad) return y * 0;
            var weight = (y.detach() * 0 + 0.7) * linspace(0.5, 1.5, y.numel(), float64).reshape(y.shape);
            var gradients = autograd.grad([(y * weight).sum()], leaves, retain_graph: true, create_graph: true, allow_unused: true);
            var total = zeros([], float64);
            foreach (var gradient in gradients)
                if (gradient is not null) total += (gradient * linspace(-0.8, 1.1, gradient.numel(), float64).reshape(gradient.shape)).sum();
            return total;
        }, inputs, what + ", second derivative");

    private static double Replaced(Tensor[] leaves, int position, Tensor value, Func<Tensor[], Tensor> f)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor[] inputs = [.. leaves];
        inputs[position] = value;
        return f(inputs).item<double>();
    }

    private static void Compare(Func<Tensor, double> f, Tensor at, Tensor gradient, string what)
    {
        var values = at.data<double>().ToArray();
        var analytic = gradient.data<double>().ToArray();
        var scale = Math.Max(analytic.Max(Math.Abs), 1);
        for (var i = 0; i < values.Length; i++)
        {
            var x = values[i];
            using var changed = tensor(values, at.shape);
            changed.data<double>()[i] = x + Step;
            var above = f(changed);
            changed.data<double>()[i] = x - Step;
            var below = f(changed);
            var numeric = (above - below) / (2 * Step);
            Assert.True(Math.Abs(numeric - analytic[i]) < 1e-5 * scale, $"{what}: element {i} is {analytic[i]:g9}, by differences {numeric:g9}");
        }
    }
}
