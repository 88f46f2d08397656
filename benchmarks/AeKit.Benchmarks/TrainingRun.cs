using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Benchmarks;

/// <summary>The numbers of one training run, to compare engines by: what the weights were, which examples a batch had, and the losses.</summary>
/// <param name="Weights">Of every initial parameter the sum and the sum of absolute values.</param>
/// <param name="Order">The labels of the first examples of the first epoch that follows the creation of the model.</param>
/// <param name="Training">The objective of every epoch, nats per example.</param>
/// <param name="Validation">The same, after the epoch and on other examples.</param>
internal sealed record TrainingRun(SortedDictionary<string, double[]> Weights, long[] Order, double[] Training, double[] Validation)
{
    private const string BatchNormalised = "Autoencoder, batch norm";

    /// <summary>Makers of the kit's models, for digits of 8 × 8 pixels.</summary>
    public static IReadOnlyDictionary<string, Func<EncoderDecoder>> Models { get; } = new SortedDictionary<string, Func<EncoderDecoder>>(StringComparer.Ordinal)
    {
        ["Autoencoder"] = () => new Autoencoder([64, 32, 8]),
        ["Autoencoder, Bernoulli, dropout"] = () => new Autoencoder([64, 32, 8], Likelihood.Bernoulli, dropout: 0.1),
        [BatchNormalised] = () => new Autoencoder([64, 32, 8], batchNorm: true),
        ["Autoencoder, tied"] = () => new Autoencoder([64, 32, 8], activation: Activation.Tanh, tied: true),
        ["CollapsedVae"] = () => new CollapsedVae([64, 32, 4], standardDeviation: 0.5, Likelihood.Bernoulli),
        ["CompressiveAutoencoder, noise"] = () => new CompressiveAutoencoder([64, 32, 4], Quantization.UniformNoise),
        ["ConditionalVae"] = () => new ConditionalVae([64, 32, 4], classes: 10, Likelihood.Bernoulli),
        ["ContractiveAutoencoder"] = () => new ContractiveAutoencoder([64, 32, 8], contraction: 0.1),
        ["ConvolutionalAutoencoder"] = () => new ConvolutionalAutoencoder([1, 8, 8], [8, 16], latent: 4),
        ["ConvolutionalVae"] = () => new ConvolutionalVae([1, 8, 8], [8, 16], latent: 4, Likelihood.Bernoulli),
        ["DenoisingAutoencoder"] = () => new DenoisingAutoencoder([64, 32, 8], noise: 0.3, masking: 0.2),
        ["SparseAutoencoder, KL"] = () => new SparseAutoencoder([64, 32, 16], Sparsity.KL(0.1, 1)),
        ["SparseAutoencoder, L1"] = () => new SparseAutoencoder([64, 32, 16], Sparsity.L1(0.05)),
        ["VariationalAutoencoder"] = () => new VariationalAutoencoder([64, 32, 4], Likelihood.Bernoulli, warmUpSteps: 20),
    };

    /// <summary>Ten epochs of ten batches.</summary>
    public static TrainingRun Of(string model)
    {
        using var scope = NewDisposeScope();
        var (train, validation) = Digits.Load().Take(300).Split(200);
        manual_seed(7);
        var network = Models[model]();
        var weights = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, parameter) in network.named_parameters())
        {
            var values = parameter.detach().to_type(ScalarType.Float64);
            weights.Add(name, [values.sum().item<double>(), values.abs().sum().item<double>()]);
        }

        var order = train.Batches(50).First().Labels!.data<long>().ToArray();
        // The gradient of a bias before batch normalisation is zero but for rounding, and Adam makes whole steps of that.
        OptimizerHelper optimizer = model == BatchNormalised ? optim.SGD(network.parameters(), 0.003) : optim.Adam(network.parameters(), lr: 0.003);
        var history = new Trainer(network, optimizer) { Epochs = 10, BatchSize = 20 }.Fit(train, validation);
        return new(weights, order, [.. history.Epochs.Select(epoch => epoch.Train.Total)], [.. history.Epochs.Select(epoch => epoch.Validation!.Total)]);
    }
}
