using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

/// <summary>Checks automatic differentiation of a float64 model against central differences.</summary>
internal static class Gradients
{
    /// <summary>Compares the gradient by every parameter; each pass is made with the same random numbers.</summary>
    public static void AssertEqualFiniteDifferences(nn.Module model, Func<Tensor> objective, double tolerance = 1e-7)
    {
        model.zero_grad();
        Seeded().backward();
        foreach (var (name, parameter) in model.named_parameters())
        {
            var gradient = parameter.grad!.contiguous().data<double>().ToArray();
            using var noGrad = no_grad();
            var flat = parameter.view(-1);
            for (var i = 0; i < gradient.Length; i++)
            {
                var difference = (At(i, 1e-5) - At(i, -1e-5)) / 2e-5;
                Assert.True(Math.Abs(difference - gradient[i]) <= tolerance, $"{name}[{i}]: {gradient[i]} by differentiation, {difference} by differences");
            }

            double At(int index, double step)
            {
                var kept = flat[index].item<double>();
                flat[index] = kept + step;
                var value = Seeded().item<double>();
                flat[index] = kept;
                return value;
            }
        }

        Tensor Seeded()
        {
            manual_seed(4);
            return objective();
        }
    }
}
