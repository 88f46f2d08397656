using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Memory;

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
    public void Training_reuses_its_buffers()
    {
        manual_seed(1);
        using var model = nn.Sequential(nn.Linear(100, 50), nn.ReLU(), nn.Linear(50, 100), nn.Sigmoid());
        using var optimizer = optim.Adam(model.parameters());
        using var x = rand(64, 100);
        Steps(model, optimizer, x, 50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Steps(model, optimizer, x, 200);
        var perStep = (GC.GetAllocatedBytesForCurrentThread() - before) / 200;
        // Tensor handles, shapes and graph nodes only: one buffer of [64, 100] alone would be 25 600 bytes.
        Assert.True(perStep < 16_000, $"{perStep} bytes per step");
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
}
