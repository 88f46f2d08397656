using AeKit.Benchmarks;
using TorchSharp.Threads;

namespace AeKit.Torch.Tests.Threads;

/// <summary>Results are equal bit for bit whatever the number of threads.</summary>
public sealed class ThreadCountTests : IDisposable
{
    private readonly int _before = get_num_threads();

    public void Dispose() => set_num_threads(_before);

    public static TheoryData<string> Operations => [.. Work.Keys];

    private static readonly Dictionary<string, Func<Tensor>> Work = new()
    {
        ["matmul"] = () => rand(700, 600).matmul(rand(600, 500)),
        ["matmul narrow"] = () => rand(3000, 500).matmul(rand(500, 7)),
        ["linear"] = () => nn.functional.linear(rand(500, 784), rand(256, 784), rand(256)),
        ["conv2d"] = () => nn.functional.conv2d(rand(20, 8, 30, 30), rand(16, 8, 3, 3), rand(16)),
        ["conv_transpose2d"] = () => nn.functional.conv_transpose2d(rand(20, 8, 15, 15), rand(8, 6, 4, 4), rand(6), strides: [2L, 2L]),
        ["sum"] = () => randn(2_000_003).sum(),
        ["sum of columns"] = () => randn(3001, 703).sum([0L]),
        ["sum of rows"] = () => randn(3001, 703).sum([1L]),
        ["mean and variance"] = () => randn(1_500_001).var(),
        ["softmax"] = () => randn(1000, 1003).softmax(1),
        ["exp"] = () => randn(1_500_001).exp(),
        ["broadcast"] = () => randn(1000, 1001).mul(randn(1001)).add(randn(1000, 1)),
        ["binary cross-entropy"] = () => nn.functional.binary_cross_entropy(rand(1000, 784), rand(1000, 784)),
        ["random"] = () => cat([rand(1_000_001), randn(1_000_001), rand(100_001).bernoulli()]),
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operations_do_not_depend_on_the_number_of_threads(string name) => AssertSameOnAllCounts(() =>
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        return Work[name]().data<float>().ToArray();
    });

    [Theory]
    [InlineData("m2", 256, 4)]
    [InlineData("m6", 16, 3)]
    public void Training_does_not_depend_on_the_number_of_threads(string name, int batch, int steps)
    {
        AssertSameOnAllCounts(() => Train(ModelCase.All[name], batch, steps));
        // The comparison says something only if the work was shared.
        Assert.True(ThreadTeam.Started >= 3, $"{ThreadTeam.Started} helpers were started for 4 threads.");
    }

    private static void AssertSameOnAllCounts(Func<float[]> compute)
    {
        set_num_threads(1);
        var alone = compute();
        Assert.Contains(alone, value => value != 0);
        foreach (var threads in new[] { 2, 3, 4 })
        {
            set_num_threads(threads);
            Assert.Equal(alone, compute());
        }
    }

    private static float[] Train(ModelCase model, int batch, int steps)
    {
        manual_seed(1);
        using var network = model.Create();
        using var optimizer = optim.Adam(network.parameters());
        using var x = model.Examples(batch);
        List<float> seen = [];
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var loss = network.Loss(x);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            seen.Add(loss.item<float>());
        }
        foreach (var parameter in network.parameters()) seen.AddRange(parameter.data<float>().ToArray());
        return [.. seen];
    }
}
