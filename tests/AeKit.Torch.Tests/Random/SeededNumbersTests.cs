namespace AeKit.Torch.Tests.Random;

public sealed class SeededNumbersTests
{
    private static void Close(float[] expected, Tensor actual, double tolerance)
    {
        var values = actual.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], tolerance);
    }

    [Fact]
    public void Seed_42_gives_the_numbers_of_PyTorch()
    {
        manual_seed(42);
        Close([.88226926f, .91500396f, .38286376f, .95930564f], rand(4), 1e-8);
        Close([.23446237f, .23033303f, -1.1228564f, -.18632829f], randn(4), 1e-6);
        randn(17);
        Assert.Equal([3L, 1, 6, 2, 5, 4, 7, 0], randperm(8).data<long>().ToArray());
    }

    [Fact]
    public void Threads_that_share_the_generator_take_turns()
    {
        const int Threads = 4, Draws = 2000, Size = 50;
        manual_seed(1);
        var alone = Enumerable.Range(0, Threads * Draws).SelectMany(_ => rand(Size).data<float>().ToArray()).Order().ToArray();
        manual_seed(1);

        var drawn = new float[Threads][];
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            drawn[t] = [.. Enumerable.Range(0, Draws).SelectMany(_ => rand(Size).data<float>().ToArray())])).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        Assert.Equal(alone, drawn.SelectMany(values => values).Order());
    }

    [Fact]
    public void Autoencoder_784_32_784_learns_as_in_PyTorch()
    {
        // Losses of PyTorch 1.13 at steps 0, 1, 2, 100 and 400 (Golden/generate.py, section "training").
        Dictionary<int, double> expected = new() { [0] = .085232347, [1] = .083870828, [2] = .083702765, [100] = .081254214, [400] = .079247765 };
        manual_seed(1);
        using var model = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid());
        using var optimizer = optim.Adam(model.parameters(), 1e-3);
        using var x = rand(128, 784);
        for (var step = 0; step <= 400; step++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.mse_loss(model.call(x), x);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            if (expected.TryGetValue(step, out var value)) Assert.Equal(value, loss.item<float>(), 1e-4 * value);
        }
    }
}
