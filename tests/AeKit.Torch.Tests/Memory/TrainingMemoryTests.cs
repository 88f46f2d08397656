using TorchSharp.Memory;
using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Memory;

// Buffers are counted for the whole process: no other test may run beside these.
[CollectionDefinition(nameof(TrainingMemoryTests), DisableParallelization = true)]
[Collection(nameof(TrainingMemoryTests))]
public sealed class TrainingMemoryTests
{
    private static void Steps(Sequential model, optim.Optimizer optimizer, Tensor x, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.binary_cross_entropy(model.call(x), x);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
    }

    [Fact]
    [Trait("Duration", "long")]
    public void Ten_thousand_training_steps_hold_a_constant_working_set()
    {
        // Alone: when a second thread first needs memory of its own at the same time as the first is chance.
        var threads = get_num_threads();
        set_num_threads(1);
        manual_seed(1);
        using var model = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid());
        using var optimizer = optim.Adam(model.parameters());
        using var x = rand(4, 784);
        Steps(model, optimizer, x, 200);
        var (buffers, heap) = (BufferPool.AllocatedBytes, GC.GetTotalMemory(forceFullCollection: true));
        Steps(model, optimizer, x, 10_000);
        set_num_threads(threads);
        Assert.Equal(buffers, BufferPool.AllocatedBytes);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, heap + 100_000);
    }

    /// <summary>The API needs, of this model's step, five results that remember how they were computed, and a gradient for each of four parameters.</summary>
    [Fact]
    public void A_training_step_allocates_less_than_a_kilobyte_beyond_its_results_and_gradients()
    {
        manual_seed(1);
        using var model = nn.Sequential(nn.Linear(100, 50), nn.ReLU(), nn.Linear(50, 100), nn.Sigmoid());
        using var optimizer = optim.Adam(model.parameters());
        using var x = rand(64, 100);
        using var leaf = rand(64, 100).requires_grad_();
        var perStep = Steady(() => Steps(model, optimizer, x, 1));
        var perTensor = Steady(() => x.alias().Dispose());
        var perResult = Steady(() => leaf.add(leaf).Dispose());
        Assert.InRange(perTensor, 1, 150);
        Assert.InRange(perResult, perTensor + 1, 300);
        Assert.InRange(perStep - 5 * perResult - 4 * perTensor, 1, 1023);
    }

    [Fact]
    public void Operations_without_gradients_allocate_only_their_result()
    {
        using var _ = no_grad();
        using var a = rand(32, 64);
        using var b = rand(64, 64);
        using var c = rand(64);
        // One handle, and what a call needs for its arguments.
        foreach (var operation in new Func<Tensor>[] { () => a.relu(), () => a.mul(a), () => a.matmul(b), () => nn.functional.linear(a, b, c), () => a.sum([0L]), () => a.reshape(-1) })
            Assert.InRange(Steady(() => operation().Dispose()), 1, 150);
    }

    [Fact]
    public void Forgotten_tensors_are_reclaimed()
    {
        static long Forget(int count)
        {
            for (var i = 0; i < count; i++) ones(1000, 1000);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
        var before = Forget(10);
        Assert.True(Forget(200) < before + 100_000_000);
    }

    [Fact]
    public void Forgotten_graphs_are_reclaimed()
    {
        using var weight = rand(500, 500).requires_grad_();
        long Forget(int count)
        {
            for (var i = 0; i < count; i++) weight.matmul(weight).relu().sum();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
        var before = Forget(5);
        Assert.True(Forget(200) < before + 50_000_000);
    }

    [Fact]
    public void A_disposed_tensor_does_not_share_memory_with_its_successor()
    {
        using var x = rand(10);
        var view = x[2..5];
        x.Dispose();
        // The view keeps the storage: new tensors must not get it.
        var before = view.data<float>().ToArray();
        using var other = zeros(10);
        Assert.Equal(before, view.data<float>().ToArray());
        view.Dispose();
        view.Dispose();
        using var first = ones(10);
        using var second = zeros(10);
        Assert.Equal(10, first.sum().item<float>());
    }

    /// <summary>Managed bytes of one call, after a few hundred.</summary>
    private static long Steady(Action call)
    {
        const int Calls = 500;
        for (var i = 0; i < Calls; i++) call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
