using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AeKit.Benchmarks;

/// <summary>One of the six benchmark models; pytorch.py beside this project has the same six.</summary>
/// <param name="Batch">Examples in a training step.</param>
/// <param name="Shape">One example.</param>
/// <param name="Create">Makes the model with fresh weights.</param>
internal sealed record ModelCase(int Batch, long[] Shape, Func<Network> Create)
{
    /// <summary>The models by name.</summary>
    public static IReadOnlyDictionary<string, ModelCase> All { get; } = new Dictionary<string, ModelCase>
    {
        ["m1"] = new(128, [784], () => new PlainAutoencoder(
            Sequential(Linear(784, 32), ReLU(), Linear(32, 784), Sigmoid()), (y, x) => functional.mse_loss(y, x))),
        ["m2"] = new(256, [784], () => new PlainAutoencoder(
            Sequential(Linear(784, 256), ReLU(), Linear(256, 784), Sigmoid()), (y, x) => functional.binary_cross_entropy(y, x))),
        ["m3"] = new(128, [784], () => new GaussianVae(
            Sequential(Linear(784, 128), ReLU(), Linear(128, 64), ReLU(), Linear(64, 32), ReLU()), 32, 16,
            Sequential(Linear(16, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 128), ReLU(), Linear(128, 784), Sigmoid()), BinaryError)),
        ["m4"] = new(32, [10], () => new GaussianVae(
            Sequential(Linear(10, 64), ReLU(), Linear(64, 32), ReLU()), 32, 2,
            Sequential(Linear(2, 256), ReLU(), Linear(256, 10)), SquaredError)),
        ["m5"] = new(32, [2], () => new PlainAutoencoder(
            Sequential(Linear(2, 64), ReLU(), Linear(64, 3), ReLU(), Linear(3, 64), ReLU(), Linear(64, 2)), (y, x) => functional.mse_loss(y, x))),
        ["m6"] = new(128, [1, 28, 28], () => new GaussianVae(
            Sequential(Conv2d(1, 32, 4, stride: 2, padding: 1), ReLU(), Conv2d(32, 64, 4, stride: 2, padding: 1), ReLU(), Flatten()), 3136, 20,
            Sequential(Linear(20, 3136), ReLU(), Unflatten(1, [64, 7, 7]), ConvTranspose2d(64, 32, 4, stride: 2, padding: 1), ReLU(),
                ConvTranspose2d(32, 1, 4, stride: 2, padding: 1), Sigmoid()), BinaryError)),
    };

    /// <summary>Random examples in [0, 1).</summary>
    public Tensor Examples(int count) => rand([count, .. Shape]);

    private static Tensor BinaryError(Tensor y, Tensor x) => functional.binary_cross_entropy(y, x, reduction: Reduction.Sum);

    private static Tensor SquaredError(Tensor y, Tensor x) => functional.mse_loss(y, x, Reduction.Sum);
}
