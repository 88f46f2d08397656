namespace AeKit.Models;

/// <summary>
/// A <see cref="VariationalAutoencoder"/> of images with convolutions: the same objective, −ELBO with β
/// (Kingma and Welling, ICLR 2014, eq. 10), and networks in which each convolution halves height and width.
/// </summary>
/// <example><code>
/// var model = new ConvolutionalVae([1, 28, 28], channels: [32, 64], latent: 20, Likelihood.Bernoulli);
/// var output = (VariationalOutput)model.call(x);      // x: (N, 784), images row by row
/// var pictures = model.Sample(16);                    // (16, 784)
/// </code></example>
public sealed class ConvolutionalVae : VariationalAutoencoder
{
    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="imageShape">(channels, height, width): 1 or 3 channels; height and width multiples of 2 to the number of convolutions.</param>
    /// <param name="channels">Channels after each convolution of the encoder, for instance [32, 64]; the decoder is its mirror.</param>
    /// <param name="latent">K, the length of the code.</param>
    /// <param name="likelihood">What the output means.</param>
    /// <param name="beta">β ≥ 0, the weight of KL.</param>
    /// <param name="warmUpSteps">Training steps until the full β; 0: β from the start.</param>
    /// <param name="activation">After every layer but mean, log-variance and the output.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit; the message says which would.</exception>
    public ConvolutionalVae(
        long[] imageShape, long[] channels, long latent, Likelihood likelihood, double beta = 1, long warmUpSteps = 0, Activation activation = Activation.ReLU)
        : this(new ConvolutionalLayers(imageShape, channels, latent, activation), latent, likelihood, beta, warmUpSteps)
    {
    }

    private ConvolutionalVae(ConvolutionalLayers layers, long latent, Likelihood likelihood, double beta, long warmUpSteps)
        : base(nameof(ConvolutionalVae), layers.CreateEncoder(), layers.Width, latent, layers.CreateDecoder(latent), likelihood, beta, warmUpSteps)
    {
    }
}
