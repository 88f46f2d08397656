using System.Globalization;
using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using static TorchSharp.torch;

namespace AeKit.Reproduction;

/// <summary>The published protocols, in the order of the page.</summary>
internal static class Protocols
{
    private const int Pixels = 784;

    public static readonly Protocol[] All =
    [
        new("pca", "PCA, 30 components, squared error per image", 0, "test 13.87", "Hinton & Salakhutdinov, Science 313, 2006", Pca30),
        new(
            "vae", "VAE 784-400-20, ReLU, Adam 0.001, batch 128; grey pixels, BCE + KL, nats per image", 10, "train 106.3, test 105.6",
            "[pytorch/examples](https://github.com/pytorch/examples/tree/main/vae), logs of its runs", Vae),
        new(
            "ae", "AE 784-32-784, ReLU code, Adam 0.001, batch 256; BCE per pixel", 50, "test about 0.093",
            "[Keras blog](https://blog.keras.io/building-autoencoders-in-keras.html)", (train, test, epochs) => Autoencoder([Pixels, 32], train, test, epochs)),
        new(
            "deep-ae", "AE 784-128-64-32 and mirror, ReLU, Adam 0.001, batch 256; BCE per pixel", 100, "test about 0.08",
            "[Keras blog](https://blog.keras.io/building-autoencoders-in-keras.html)", (train, test, epochs) => Autoencoder([Pixels, 128, 64, 32], train, test, epochs)),
    ];

    private static string Pca30(Dataset train, Dataset test, int epochs)
    {
        var mean = train.Features.mean([0]);
        var centred = train.Features - mean;
        var pca = Pca.FromCovariance(mean, centred.t().matmul(centred) / train.Count, 30);
        return Text($"test {Pixels * ReconstructionError.Mse(test.Features, pca.Decode(pca.Encode(test.Features))):F2}");
    }

    // The training figure is the mean over the last epoch while it learns, the test figure that after it, as in the example.
    private static string Vae(Dataset train, Dataset test, int epochs)
    {
        manual_seed(1);
        var model = new VariationalAutoencoder([Pixels, 400, 20], Likelihood.Bernoulli);
        var last = Fit(model, train, test, epochs, batchSize: 128);
        return Text($"train {last.Train.Total:F1}, test {last.Validation!.Total:F1}");
    }

    // With PyTorch's first weights a quarter of the ReLU codes die in the first epochs, and the figure is not met.
    private static string Autoencoder(long[] sizes, Dataset train, Dataset test, int epochs)
    {
        manual_seed(1);
        var model = new Autoencoder(sizes, Likelihood.Bernoulli, latentActivation: Activation.ReLU);
        Glorot.Initialize(model);
        var last = Fit(model, train, test, epochs, batchSize: 256);
        return Text($"train {last.Train.Total / Pixels:F4}, test {last.Validation!.Total / Pixels:F4}");
    }

    private static EpochRecord Fit(EncoderDecoder model, Dataset train, Dataset test, int epochs, int batchSize)
    {
        var trainer = new Trainer(model, optim.Adam(model.parameters(), lr: 1e-3)) { Epochs = epochs, BatchSize = batchSize, Progress = Console.WriteLine };
        return trainer.Fit(train, test).Epochs[^1];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
