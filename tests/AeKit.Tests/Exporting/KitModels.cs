using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Tests.Exporting;

/// <summary>Every model class of the kit, and every layer and objective that a class can have, small.</summary>
internal static class KitModels
{
    public const int Features = 16, Classes = 3;

    private static readonly Dictionary<string, Func<EncoderDecoder>> Makers = new()
    {
        ["autoencoder"] = () => new Autoencoder([Features, 8, 3]),
        ["autoencoder-bernoulli"] = () => new Autoencoder([Features, 8, 3], Likelihood.Bernoulli, Activation.GELU, Activation.Tanh),
        ["autoencoder-gaussian"] = () => new Autoencoder([Features, 8, 6, 3], Likelihood.Gaussian(0.1), Activation.ELU),
        ["autoencoder-tied"] = () => new Autoencoder([Features, 8, 3], Likelihood.Bernoulli, Activation.LeakyReLU, tied: true),
        ["autoencoder-normalised"] = () => new Autoencoder([Features, 8, 3], activation: Activation.SiLU, dropout: 0.2, batchNorm: true),
        ["autoencoder-linear"] = () => new Autoencoder([Features, 3], activation: Activation.Linear),
        ["convolutional"] = () => new ConvolutionalAutoencoder([1, 4, 4], [4, 6], 3, Likelihood.Bernoulli),
        ["denoising"] = () => new DenoisingAutoencoder([Features, 8, 3], noise: 0.3, masking: 0.25),
        ["sparse-kl"] = () => new SparseAutoencoder([Features, 20], Sparsity.KL(0.05, 0.5), tied: true),
        ["sparse-l1"] = () => new SparseAutoencoder([Features, 20], Sparsity.L1(0.1), latentActivation: Activation.ReLU),
        ["contractive"] = () => new ContractiveAutoencoder([Features, 10], contraction: 0.1, tied: true),
        ["contractive-deep"] = () => new ContractiveAutoencoder([Features, 8, 3], contraction: 0.1, activation: Activation.Tanh),
        ["compressive"] = () => new CompressiveAutoencoder([Features, 8, 3], lambda: 10),
        ["compressive-straight"] = () => new CompressiveAutoencoder([Features, 8, 3], Quantization.StraightThrough),
        ["compressive-none"] = () => new CompressiveAutoencoder([Features, 8, 3], Quantization.None, lambda: 2),
        ["variational"] = () => new VariationalAutoencoder([Features, 8, 3], Likelihood.Bernoulli, beta: 0.5, warmUpSteps: 4),
        ["variational-shallow"] = () => new VariationalAutoencoder([Features, 3], Likelihood.SquaredError),
        ["convolutional-vae"] = () => new ConvolutionalVae([1, 4, 4], [4], 3, Likelihood.Bernoulli),
        ["collapsed"] = () => new CollapsedVae([Features, 8, 3], 0.1, Likelihood.Gaussian(0.5), dropout: 0.1),
        ["conditional"] = () => new ConditionalVae([Features, 8, 3], Classes, Likelihood.Bernoulli),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    /// <summary>The model after a few steps of training, so that nothing in it is where it began; in evaluation mode.</summary>
    public static EncoderDecoder Trained(string name)
    {
        manual_seed(4);
        var model = Makers[name]();
        using var scope = NewDisposeScope();
        using var adam = optim.Adam(model.parameters(), lr: 0.02);
        model.train();
        for (var step = 0; step < 3; step++)
        {
            var (x, labels) = Examples(12);
            adam.zero_grad();
            model.Objective(x, labels).Total.backward();
            adam.step();
        }

        model.eval();
        return model;
    }

    /// <summary>The model as it begins, from another seed.</summary>
    public static EncoderDecoder Fresh(string name)
    {
        manual_seed(5);
        return Makers[name]();
    }

    /// <summary>Examples in [0, 1] and labels.</summary>
    public static (Tensor X, Tensor Labels) Examples(int count) => (rand(count, Features), randint(0, Classes, new long[] { count }, dtype: int64));

    /// <summary>Encodes and decodes any model.</summary>
    public static (Tensor Latent, Tensor Reconstruction) Pass(EncoderDecoder model, Tensor x, Tensor labels)
    {
        if (model is ConditionalVae conditional)
        {
            var code = conditional.Encode(x, labels);
            return (code, conditional.Decode(code, labels));
        }

        var latent = model.Encode(x);
        return (latent, model.Decode(latent));
    }
}
