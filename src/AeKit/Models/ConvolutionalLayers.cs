using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// The networks of convolutional models: each step of the encoder is a 4 × 4 convolution with stride 2 that halves height
/// and width, and an activation; the decoder mirrors it with transposed convolutions. An even kernel that is a multiple of
/// the stride leaves no checkerboard (Odena et al., Distill, 2016).
/// </summary>
internal sealed class ConvolutionalLayers
{
    private readonly long[] _channels;
    private readonly long[] _innermost;
    private readonly long[] _imageShape;
    private readonly Activation _activation;

    public ConvolutionalLayers(long[] imageShape, long[] channels, long latent, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(imageShape);
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(latent);
        if (imageShape is not [1 or 3, > 0, > 0])
        {
            throw new ArgumentException(
                $"An image has the shape (channels, height, width) with 1 channel (grey) or 3 (RGB), for instance [1, 28, 28]; got [{string.Join(", ", imageShape)}].",
                nameof(imageShape));
        }

        if (channels.Length == 0 || channels.Any(count => count < 1))
        {
            throw new ArgumentException(
                $"A convolutional model needs the channels after each convolution, all positive, for instance [32, 64]; got [{string.Join(", ", channels)}].",
                nameof(channels));
        }

        var divisor = 1L << channels.Length;
        if (imageShape[1] % divisor != 0 || imageShape[2] % divisor != 0)
        {
            throw new ArgumentException(
                $"{channels.Length} convolutions halve height and width {channels.Length} times, so both must be multiples of {divisor}; got {imageShape[1]}×{imageShape[2]}. Pad the images, or give fewer channels.",
                nameof(imageShape));
        }

        _imageShape = [.. imageShape];
        _channels = [imageShape[0], .. channels];
        _innermost = [channels[^1], imageShape[1] / divisor, imageShape[2] / divisor];
        _activation = activation;
    }

    /// <summary>The number of units between convolutions and code.</summary>
    public long Width => _innermost.Aggregate((a, b) => a * b);

    /// <summary>Flattened images (N, C·H·W) → units (N, width), with further layers behind.</summary>
    public nn.Module<Tensor, Tensor> CreateEncoder(params nn.Module<Tensor, Tensor>[] head)
    {
        var layers = new List<nn.Module<Tensor, Tensor>> { nn.Unflatten(1, _imageShape) };
        for (var i = 1; i < _channels.Length; i++)
        {
            layers.Add(nn.Conv2d(_channels[i - 1], _channels[i], 4, stride: 2, padding: 1));
            layers.Add(_activation.ToModule());
        }

        layers.Add(nn.Flatten());
        return nn.Sequential([.. layers, .. head]);
    }

    /// <summary>Codes (N, K) → linear outputs of flattened images (N, C·H·W).</summary>
    public nn.Module<Tensor, Tensor> CreateDecoder(long latent)
    {
        var layers = new List<nn.Module<Tensor, Tensor>> { nn.Linear(latent, Width), _activation.ToModule(), nn.Unflatten(1, _innermost) };
        for (var i = _channels.Length - 1; i > 0; i--)
        {
            layers.Add(nn.ConvTranspose2d(_channels[i], _channels[i - 1], 4, stride: 2, padding: 1));
            if (i > 1)
            {
                layers.Add(_activation.ToModule());
            }
        }

        layers.Add(nn.Flatten());
        return nn.Sequential(layers.ToArray());
    }
}
