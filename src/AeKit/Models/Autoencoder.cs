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
    private readonly Likelihood _likelihood;

    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent. At least two, all positive.</param>
    /// <param name="likelihood">What the output means; <see cref="Likelihood.SquaredError"/> unless given.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <param name="latentActivation">After the encoder's last layer: on the code itself.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    public Autoencoder(long[] sizes, Likelihood? likelihood = null, Activation activation = Activation.ReLU, Activation latentActivation = Activation.Linear)
        : this(nameof(Autoencoder), sizes, likelihood, activation, latentActivation)
    {
    }

    private protected Autoencoder(string name, long[] sizes, Likelihood? likelihood, Activation activation, Activation latentActivation) : base(name)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Length < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException(
                $"An autoencoder needs its input size, any hidden sizes and its latent size, all positive, for instance [784, 256]; got [{string.Join(", ", sizes)}].",
                nameof(sizes));
        }

        encoder = Layers(sizes, activation, latentActivation);
        decoder = Layers([.. sizes.Reverse()], activation, Activation.Linear);
        _likelihood = likelihood ?? Likelihood.SquaredError;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor x) => encoder.call(x);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor z) => _likelihood.Mean(decoder.call(z));

    /// <inheritdoc/>
    public override AutoencoderOutput forward(Tensor input)
    {
        var latent = Encode(input);
        var output = decoder.call(latent);
        return new AutoencoderOutput(_likelihood.Mean(output), latent, output);
    }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output)
    {
        var reconstruction = _likelihood.NegativeLogLikelihood(x, output.Output).mean();
        return new LossTerms(reconstruction, reconstruction, zeros(1).squeeze());
    }

    private static nn.Module<Tensor, Tensor> Layers(long[] sizes, Activation hidden, Activation last)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 1; i < sizes.Length; i++)
        {
            layers.Add(nn.Linear(sizes[i - 1], sizes[i]));
            var activation = i < sizes.Length - 1 ? hidden : last;
            if (activation != Activation.Linear)
            {
                layers.Add(activation.ToModule());
            }
        }

        return nn.Sequential(layers.ToArray());
    }
}
