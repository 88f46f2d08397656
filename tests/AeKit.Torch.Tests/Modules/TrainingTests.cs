using AeKit.Torch.Tests.Golden;

namespace AeKit.Torch.Tests.Modules;

public sealed class TrainingTests
{
    private static float[] Run(nn.Module<Tensor, Tensor> model, int batch, long size, Func<Tensor, Tensor, Tensor> lossOf)
    {
        using var optimizer = optim.Adam(model.parameters(), 1e-3);
        using var x = rand(4 * batch, size);
        var order = empty(0);
        var losses = new float[200];
        for (var step = 0; step < losses.Length; step++)
        {
            if (step % 4 == 0) order = randperm(4 * batch);
            using var scope = NewDisposeScope();
            var rows = x.index_select(0, order[(step % 4 * batch)..((step % 4 + 1) * batch)]);
            var loss = lossOf(model.call(rows), rows);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            losses[step] = loss.item<float>();
        }
        return losses;
    }

    [Fact]
    public void Losses_of_200_steps_with_squared_error_equal_PyTorch()
    {
        manual_seed(1);
        using var model = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid());
        var losses = Run(model, 128, 784, (y, x) => nn.functional.mse_loss(y, x));
        GoldenFile.AssertClose(GoldenFile.Floats(GoldenFile.Read("training.json").GetProperty("784-32-784 mse")), losses, "loss", 1e-5);
    }

    [Fact]
    public void Losses_of_200_steps_with_logits_and_dropout_equal_PyTorch()
    {
        manual_seed(2);
        using var model = nn.Sequential(nn.Linear(100, 64), nn.ReLU(), nn.Dropout(0.1), nn.Linear(64, 100));
        var losses = Run(model, 32, 100, (y, x) => nn.functional.binary_cross_entropy_with_logits(y, x));
        GoldenFile.AssertClose(GoldenFile.Floats(GoldenFile.Read("training.json").GetProperty("100-64-100 logits dropout")), losses, "loss", 1e-5);
    }

    [Fact]
    public void Training_twice_from_one_seed_is_equal_bit_for_bit()
    {
        float[] Once()
        {
            manual_seed(4);
            using var model = nn.Sequential(nn.Linear(20, 7), nn.ReLU(), nn.Linear(7, 20));
            return Run(model, 8, 20, (y, x) => nn.functional.mse_loss(y, x));
        }
        Assert.Equal(Once(), Once());
    }
}
