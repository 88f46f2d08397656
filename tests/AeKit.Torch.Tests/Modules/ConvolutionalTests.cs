using AeKit.Torch.Tests.Golden;
using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Modules;

public sealed class ConvolutionalTests
{
    [Fact]
    public void A_convolutional_autoencoder_with_batch_normalisation_trains_as_in_PyTorch()
    {
        var golden = GoldenFile.Read("convolutional.json");
        manual_seed(12);
        var normalisation = (BatchNorm2d)null!;
        using var model = nn.Sequential(
            nn.Conv2d(1, 4, 4, 2, 1, bias: false), normalisation = nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(64, 5, hasBias: false), nn.BatchNorm1d(5), nn.Tanh(),
            nn.Linear(5, 64), nn.Unflatten(1, [4, 4, 4]), nn.ConvTranspose2d(4, 1, 4, 2, 1), nn.Sigmoid());
        Assert.Equal(GoldenFile.Floats(golden.GetProperty("start")), model.parameters().SelectMany(p => p.data<float>().ToArray()));
        Assert.Equal(golden.GetProperty("names").EnumerateArray().Select(n => n.GetString()).Order(), model.state_dict().Keys.Order());

        using var x = rand(16, 1, 8, 8);
        using var optimizer = optim.Adam(model.parameters(), 1e-2);
        var losses = new float[30];
        for (var step = 0; step < losses.Length; step++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.binary_cross_entropy(model.call(x), x);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            losses[step] = loss.item<float>();
        }
        GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty("losses")), losses, "loss", 1e-4);
        GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty("running_mean")), normalisation.running_mean!.data<float>().ToArray(), "running_mean", 1e-3);
        GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty("running_var")), normalisation.running_var!.data<float>().ToArray(), "running_var", 1e-3);
        Assert.Equal(golden.GetProperty("num_batches_tracked").GetInt64(), normalisation.num_batches_tracked!.item<long>());
        model.eval();
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("evaluated")), model.call(x), "evaluated", 1e-3);
    }

    [Fact]
    public void Without_a_momentum_running_moments_are_the_average_of_all_batches()
    {
        using var layer = nn.BatchNorm1d(2);
        layer.momentum = null;
        layer.call(tensor(new float[,] { { 1, 2 }, { 3, 5 } }));
        layer.call(tensor(new float[,] { { 0, 2 }, { 4, 1 } }));
        Assert.Equal([2f, 2.5f], layer.running_mean!.data<float>().ToArray());
        Assert.Equal([5f, 2.5f], layer.running_var!.data<float>().ToArray());
    }

    [Fact]
    public void Parameters_and_settings_can_be_exchanged()
    {
        using var layer = nn.Conv2d(1, 1, 2, bias: false);
        layer.weight = ones(1, 1, 2, 2).AsParameter();
        layer.stride = [2, 2];
        Assert.Equal([4f, 4, 4, 4], layer.call(ones(1, 1, 4, 4)).data<float>().ToArray());
        Assert.Same(layer.weight, layer.parameters().Single());
        layer.bias = ones(1).AsParameter();
        Assert.Equal(["weight", "bias"], layer.state_dict().Keys);
        Assert.Equal([5f], layer.call(ones(1, 1, 2, 2)).data<float>().ToArray());
    }

    [Fact]
    public void A_transposed_convolution_meets_the_size_it_is_asked_for()
    {
        using var down = nn.Conv2d(1, 2, 3, stride: 2, padding: 1);
        using var up = nn.ConvTranspose2d(2, 1, 3, stride: 2, padding: 1);
        foreach (var size in new long[] { 9, 10 })
        {
            var code = down.call(ones(1, 1, size, size));
            Assert.Equal([1L, 1, size, size], up.forward(code, [size, size]).shape);
            Assert.Contains("5 to 6", Assert.Throws<ArgumentException>(() => up.forward(ones(1, 2, 3, 3), [size, 5])).Message);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_explained()
    {
        using var layer = nn.Conv2d(3, 8, 3);
        var error = Assert.Throws<ArgumentException>(() => layer.call(ones(2, 1, 5, 5)));
        Assert.Contains("[2, 1, 5, 5]", error.Message);
        Assert.Contains("[8, 3, 3, 3]", error.Message);
        Assert.Contains("larger than", Assert.Throws<ArgumentException>(() => layer.call(ones(2, 3, 2, 2))).Message);
        Assert.Contains("more than one value", Assert.Throws<ArgumentException>(() => nn.BatchNorm1d(3).call(ones(1, 3))).Message);
        Assert.Contains("groups", Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 8, 3, groups: 2)).Message);
    }
}
