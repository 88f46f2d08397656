using AeKit.Coding;
using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// An autoencoder that learns to compress: its code is rounded to integers, a learned <see cref="FactorizedEntropyModel"/>
/// says how many bits they take, and it minimises R + λ D = E[−ln P(z)] + λ E[−log p(x | g(z))], z = round(f(x))
/// (Theis et al., ICLR 2017, eq. 1; Ballé et al., ICLR 2017, eq. 8). Each λ is a point of a rate–distortion curve.
/// <see cref="Compress"/> makes the bytes that the rate promises, with a range coder.
/// </summary>
/// <remarks>
/// Without quantisation, R = 0 and at λ = 1 it is an <see cref="Autoencoder"/>: a short code, but no compression yet, since
/// its real numbers have no number of bits.
/// </remarks>
/// <example><code>
/// var model = new CompressiveAutoencoder([64, 128, 16], lambda: 100);
/// // … train …
/// byte[] bytes = model.Compress(x);                   // x: (N, 64)
/// Tensor codes = model.Decompress(bytes);             // (N, 16), exactly model.Encode(x)
/// Tensor reconstruction = model.Decode(codes);
/// </code></example>
public sealed class CompressiveAutoencoder : Autoencoder
{
    private const int MixtureComponents = 3;

    private readonly long _latentSize;

    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent; the decoder is its mirror. At least two, all positive.</param>
    /// <param name="quantization">How codes become integers.</param>
    /// <param name="lambda">λ, positive: what a nat of reconstruction is worth in nats of rate. A larger one gives more bits and less error.</param>
    /// <param name="likelihood">What the output means, and so the distortion; <see cref="Likelihood.SquaredError"/>, half the squared error, unless given.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ is not positive, or the quantisation none of the enumeration.</exception>
    public CompressiveAutoencoder(
        long[] sizes,
        Quantization quantization = Quantization.UniformNoise,
        double lambda = 1,
        Likelihood? likelihood = null,
        Activation activation = Activation.ReLU)
        : base(nameof(CompressiveAutoencoder), sizes, likelihood, activation, Activation.Linear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        if (!Enum.IsDefined(quantization))
        {
            throw new ArgumentOutOfRangeException(nameof(quantization), quantization, "This is not one of the quantisations of the enumeration.");
        }

        Quantization = quantization;
        Lambda = lambda;
        _latentSize = sizes[^1];
        EntropyModel = new FactorizedEntropyModel(_latentSize, MixtureComponents);
        register_module("entropyModel", EntropyModel);
    }

    /// <summary>How codes become integers.</summary>
    public Quantization Quantization { get; }

    /// <summary>λ.</summary>
    public double Lambda { get; }

    /// <summary>P(z).</summary>
    public FactorizedEntropyModel EntropyModel { get; }

    /// <summary>The code that is stored: rounded to integers (in a floating-point tensor), unless there is no quantisation.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>(N, K).</returns>
    public override Tensor Encode(Tensor x) => Quantization == Quantization.None ? base.Encode(x) : Rounded(base.Encode(x));

    /// <summary>A pass through the model; in training mode with the quantisation's stand-in for rounding.</summary>
    /// <param name="input">Examples, (N, D).</param>
    /// <returns>A <see cref="CompressiveOutput"/>.</returns>
    public override AutoencoderOutput forward(Tensor input)
    {
        var code = base.Encode(input);
        var latent = Quantization switch
        {
            Quantization.None => code,
            Quantization.UniformNoise when training => code + rand_like(code) - 0.5,
            Quantization.StraightThrough when training => code + (code.round() - code).detach(),
            _ => Rounded(code),
        };
        var output = DecodeOutput(latent);
        var rate = Quantization == Quantization.None ? zeros(input.shape[0], dtype: code.dtype) : -EntropyModel.call(latent).sum(dim: 1);
        return new CompressiveOutput(Likelihood.Mean(output), latent, output, rate);
    }

    /// <summary>λ D as Reconstruction and R as Regularization.</summary>
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The output is not that of a compressive autoencoder.</exception>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output)
    {
        if (output is not CompressiveOutput compressive)
        {
            throw new ArgumentException("The loss of a CompressiveAutoencoder is that of its own output, a CompressiveOutput: pass what call(x) gave.", nameof(output));
        }

        var distortion = Lambda * base.Loss(x, output).Reconstruction;
        var rate = compressive.Rate.mean();
        return new LossTerms(rate + distortion, distortion, rate);
    }

    /// <summary>Codes of examples as bytes: about as many bits as the rate says in evaluation mode, and some 6 bytes for a checksum and the number of examples.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <exception cref="InvalidOperationException">The model does not quantise, or a code is not a finite number of reasonable size.</exception>
    public byte[] Compress(Tensor x)
    {
        RequireQuantization();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var codes = Encode(x).to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        if (codes.Any(code => !(Math.Abs(code) <= 1 << 30)))
        {
            throw new InvalidOperationException("A code is not a number or beyond 2³⁰: check the examples and the weights for NaN.");
        }

        return CodeStream.Write([.. codes.Select(code => (int)code)], EntropyModel.Tables());
    }

    /// <summary>The codes that <see cref="Compress"/> stored, the same bit for bit; <c>Decode</c> makes the reconstruction of them.</summary>
    /// <param name="bytes">What <see cref="Compress"/> gave, with the same weights.</param>
    /// <returns>(N, K).</returns>
    /// <exception cref="InvalidOperationException">The model does not quantise.</exception>
    /// <exception cref="InvalidDataException">The bytes are damaged or another model's.</exception>
    public Tensor Decompress(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        RequireQuantization();
        var codes = CodeStream.Read(bytes, EntropyModel.Tables());
        using var scope = NewDisposeScope();
        return tensor(codes).to_type(parameters().First().dtype).reshape(-1, _latentSize).MoveToOuterDisposeScope();
    }

    // The 0 makes −0, which rounding gives as well, the same bits as 0.
    private static Tensor Rounded(Tensor code) => code.round() + 0;

    private void RequireQuantization()
    {
        if (Quantization == Quantization.None)
        {
            throw new InvalidOperationException("Real codes have no number of bits: make the model with Quantization.UniformNoise or Quantization.StraightThrough.");
        }
    }
}
