using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// A deterministic autoencoder of linear layers, its decoder the mirror of its encoder:
/// z = f(x), a = g(z), minimise 1/N Σₙ −log p(xₙ | g(f(xₙ))).
/// With <see cref="Likelihood.SquaredError"/> and no activation it spans the principal subspace
/// (Baldi and Hornik, 1989); with activations it can bend it (Hinton and Salakhutdinov, Science 313, 2006).
/// </summary>
/// <example><code>
/// var model = new Autoencoder([64, 128, 8]);          // 64 → 128 → 8 → 128 → 64
/// var output = model.call(x);                         // x: (N, 64)
/// var loss = model.Loss(x, output).Total;             // nats per example
/// </code></example>
public class Autoencoder : EncoderDecoder
{
    // Fields that hold modules name them in the state dictionary, so they have no underscore.
    private readonly nn.Module<Tensor, Tensor> encoder;
    private readonly nn.Module<Tensor, Tensor> decoder;

    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent. At least two, all positive.</param>
    /// <param name="likelihood">What the output means; <see cref="Likelihood.SquaredError"/> unless given.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <param name="latentActivation">After the encoder's last layer: on the code itself.</param>
    /// <param name="tied">Whether the decoder uses the encoder's weights, transposed, with biases of its own (Vincent et al., JMLR 11, 2010).</param>
    /// <param name="dropout">The probability that a unit of a hidden layer is dropped while training; the code and the output are never dropped.</param>
    /// <param name="batchNorm">Whether hidden layers are normalised over the batch before their activation; training batches then need at least 2 examples.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dropout outside [0, 1).</exception>
    public Autoencoder(
        long[] sizes,
        Likelihood? likelihood = null,
        Activation activation = Activation.ReLU,
        Activation latentActivation = Activation.Linear,
        bool tied = false,
        double dropout = 0,
        bool batchNorm = false)
        : this(nameof(Autoencoder), sizes, likelihood, activation, latentActivation, tied, dropout, batchNorm)
    {
    }

    private protected Autoencoder(
        string name,
        long[] sizes,
        Likelihood? likelihood,
        Activation activation,
        Activation latentActivation,
        bool tied = false,
        double dropout = 0,
        bool batchNorm = false)
        : base(name)
    {
        DenseLayers.Require(sizes);
        ArgumentOutOfRangeException.ThrowIfNegative(dropout);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dropout, 1);
        var layers = new DenseLayers(activation, dropout, batchNorm);
        encoder = layers.Create(sizes, latentActivation);
        decoder = tied ? layers.CreateTied(encoder, Activation.Linear) : layers.Create([.. sizes.Reverse()], Activation.Linear);
        Likelihood = likelihood ?? Likelihood.SquaredError;
        RegisterComponents();
    }

    private protected Autoencoder(string name, nn.Module<Tensor, Tensor> encoder, nn.Module<Tensor, Tensor> decoder, Likelihood? likelihood) : base(name)
    {
        this.encoder = encoder;
        this.decoder = decoder;
        Likelihood = likelihood ?? Likelihood.SquaredError;
        RegisterComponents();
    }

    /// <summary>What the decoder's output means.</summary>
    public Likelihood Likelihood { get; }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor x) => encoder.call(x);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor z) => Likelihood.Mean(DecodeOutput(z));

    /// <summary>The decoder's last linear output a, from which <see cref="Likelihood"/> makes p(x | z).</summary>
    /// <param name="z">(N, K).</param>
    /// <returns>(N, D).</returns>
    public Tensor DecodeOutput(Tensor z) => decoder.call(z);

    /// <inheritdoc/>
    public override AutoencoderOutput forward(Tensor input)
    {
        var latent = Encode(input);
        var output = DecodeOutput(latent);
        return new AutoencoderOutput(Likelihood.Mean(output), latent, output);
    }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var reconstruction = Likelihood.NegativeLogLikelihood(x, output.Output).mean();
        return new LossTerms(reconstruction, reconstruction, zeros(1).squeeze());
    }
}
