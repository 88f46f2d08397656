using AeKit.Benchmarks;
using AeKit.Torch.Tests.Golden;

namespace AeKit.Torch.Tests.Modules;

/// <summary>The models of the benchmarks train as PyTorch trains them: what is fast must also be right.</summary>
public sealed class BenchmarkModelTests
{
    private const int Steps = 200;
    private const int Batches = 4;

    [Theory]
    [InlineData("m4")]
    [InlineData("m5")]
    public void Losses_of_200_steps_equal_PyTorch(string name) => AssertTrainsAlike(name, 1e-4);

    // Convolutions add many products in another order than PyTorch; 200 steps of Adam magnify that to about 1e-4.
    [Theory]
    [Trait("Duration", "long")]
    [InlineData("m1", 1e-4)]
    [InlineData("m2", 1e-4)]
    [InlineData("m3", 1e-4)]
    [InlineData("m6", 1e-3)]
    public void Losses_of_200_steps_of_larger_models_equal_PyTorch(string name, double tolerance) => AssertTrainsAlike(name, tolerance);

    private static void AssertTrainsAlike(string name, double tolerance)
    {
        var golden = GoldenFile.Read("models.json").GetProperty(name);
        var expected = GoldenFile.Floats(golden.GetProperty("losses"));
        Assert.Equal(Steps, expected.Length);
        var actual = Train(ModelCase.All[name], golden.GetProperty("batch").GetInt32());
        for (var step = 0; step < Steps; step++)
        {
            var difference = Math.Abs(actual[step] - expected[step]) / Math.Abs(expected[step]);
            Assert.True(difference <= tolerance, $"{name}: the loss of step {step} is {actual[step]:g8} instead of {expected[step]:g8}");
        }
    }

    private static float[] Train(ModelCase model, int batch)
    {
        manual_seed(1);
        using var network = model.Create();
        using var optimizer = optim.Adam(network.parameters());
        using var x = model.Examples(Batches * batch);
        var losses = new float[Steps];
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            var first = step % Batches * batch;
            var loss = network.Loss(x[first..(first + batch)]);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            losses[step] = loss.item<float>();
        }
        return losses;
    }
}
