using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// An <see cref="Autoencoder"/> of images with convolutions (Masci et al., ICANN 2011): z = f(x), a = g(z), minimise
/// 1/N Σₙ −log p(xₙ | g(f(xₙ))). Weights are shared between positions, so it has fewer of them near the pixels and
/// knows which pixels are neighbours. Each convolution halves height and width.
/// </summary>
/// <example><code>
/// var model = new ConvolutionalAutoencoder([1, 8, 8], channels: [16, 32], latent: 8, Likelihood.Bernoulli);
/// var output = model.call(x);                         // x: (N, 64), images row by row
/// </code></example>
public sealed class ConvolutionalAutoencoder : Autoencoder
{
    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="imageShape">(channels, height, width): 1 or 3 channels; height and width multiples of 2 to the number of convolutions.</param>
    /// <param name="channels">Channels after each convolution of the encoder, for instance [32, 64]; the decoder is its mirror.</param>
    /// <param name="latent">K, the length of the code.</param>
    /// <param name="likelihood">What the output means; <see cref="Likelihood.SquaredError"/> unless given.</param>
    /// <param name="activation">After every layer but the code and the output.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit; the message says which would.</exception>
    public ConvolutionalAutoencoder(long[] imageShape, long[] channels, long latent, Likelihood? likelihood = null, Activation activation = Activation.ReLU)
        : this(new ConvolutionalLayers(imageShape, channels, latent, activation), latent, likelihood)
    {
    }

    private ConvolutionalAutoencoder(ConvolutionalLayers layers, long latent, Likelihood? likelihood)
        : base(nameof(ConvolutionalAutoencoder), layers.CreateEncoder(nn.Linear(layers.Width, latent)), layers.CreateDecoder(latent), likelihood)
    {
    }
}
