using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// The variational autoencoder: a prior p(z) = N(0, I), a decoder p(x | z), and an encoder that gives the approximate
/// posterior q(z | x) = N(μ(x), diag σ²(x)). It minimises
/// 1/N Σₙ E_q[−log p(xₙ | z)] + β KL(q(z | xₙ) ‖ p(z)), with one sample z = μ + σ ⊙ ε, ε ~ N(0, I), per example
/// (Kingma and Welling, ICLR 2014, eq. 10). At β = 1 that is the negative evidence lower bound, −ELBO ≥ −log p(x);
/// β ≠ 1 is the β-VAE (Higgins et al., ICLR 2017, eq. 4).
/// </summary>
/// <remarks>
/// A pass through the model always samples, in evaluation mode too: the ELBO is an expectation. <see cref="Encode"/> gives
/// the mean μ, and is the same every time.
/// </remarks>
/// <example><code>
/// var model = new VariationalAutoencoder([784, 400, 20], Likelihood.Bernoulli);
/// var output = (VariationalOutput)model.call(x);      // x: (N, 784) in [0, 1]
/// var loss = model.Loss(x, output);                   // Total = Reconstruction + β KL, nats per example
/// var pictures = model.Sample(16);                    // (16, 784), from the prior
/// </code></example>
public class VariationalAutoencoder : EncoderDecoder
{
    /// <summary>The least log σ² that the encoder can give, σ ≈ 4.5·10⁻⁵; below it the gradient is zero.</summary>
    public const double MinimumLogVariance = -20;

    /// <summary>The largest log σ² that the encoder can give, σ ≈ 148; above it the gradient is zero. It keeps exp(log σ²) finite.</summary>
    public const double MaximumLogVariance = 10;

    // Fields that hold modules or buffers name them in the state dictionary, so they have no underscore.
    private readonly nn.Module<Tensor, Tensor> encoder;
    private readonly Linear mean;
    private readonly Linear? logVariance;
    private readonly nn.Module<Tensor, Tensor> decoder;
    private readonly Tensor steps;
    private readonly double _fixedLogVariance;

    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>). Mean and log-variance have a linear layer each.</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent; the decoder is its mirror. At least two, all positive.</param>
    /// <param name="likelihood">What the output means. Its scale decides how much reconstruction counts against KL, so it must be chosen.</param>
    /// <param name="beta">β ≥ 0, the weight of KL.</param>
    /// <param name="warmUpSteps">β grows linearly from β / steps at the first training step to β at this one (Bowman et al., 2016; Sønderby et al., 2016). 0: it is β from the start. Evaluation always uses β.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β or the number of warm-up steps is negative.</exception>
    public VariationalAutoencoder(long[] sizes, Likelihood likelihood, double beta = 1, long warmUpSteps = 0, Activation activation = Activation.ReLU)
        : this(nameof(VariationalAutoencoder), sizes, likelihood, beta, warmUpSteps, activation)
    {
    }

    private protected VariationalAutoencoder(
        string name, long[] sizes, Likelihood likelihood, double beta, long warmUpSteps, Activation activation, double? standardDeviation = null, double dropout = 0)
        : this(name, Encoder(sizes, activation, dropout), sizes[^2], sizes[^1], Decoder(sizes, activation, dropout), likelihood, beta, warmUpSteps, standardDeviation)
    {
    }

    /// <param name="name">The module's name.</param>
    /// <param name="encoder">x, (N, D) → hidden units, (N, width).</param>
    /// <param name="width">What both heads get.</param>
    /// <param name="latentSize">K.</param>
    /// <param name="decoder">z, (N, K) → linear output a, (N, D).</param>
    /// <param name="likelihood">What a means.</param>
    /// <param name="beta">β.</param>
    /// <param name="warmUpSteps">Training steps until the full β.</param>
    /// <param name="standardDeviation">The same σ for all x, in place of a head that learns it.</param>
    internal VariationalAutoencoder(
        string name,
        nn.Module<Tensor, Tensor> encoder,
        long width,
        long latentSize,
        nn.Module<Tensor, Tensor> decoder,
        Likelihood likelihood,
        double beta,
        long warmUpSteps,
        double? standardDeviation = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUpSteps);
        this.encoder = encoder;
        mean = nn.Linear(width, latentSize);
        logVariance = standardDeviation is null ? nn.Linear(width, latentSize) : null;
        _fixedLogVariance = standardDeviation is { } s ? 2 * Math.Log(s) : 0;
        this.decoder = decoder;
        steps = zeros(1, ScalarType.Int64);
        LatentSize = latentSize;
        Likelihood = likelihood;
        Beta = beta;
        WarmUpSteps = warmUpSteps;
        RegisterComponents();
    }

    /// <summary>K, the number of latent dimensions.</summary>
    public long LatentSize { get; }

    /// <summary>What the decoder's output means.</summary>
    public Likelihood Likelihood { get; }

    /// <summary>The full β.</summary>
    public double Beta { get; }

    /// <summary>Training steps until the full β.</summary>
    public long WarmUpSteps { get; }

    /// <summary>
    /// The β of the last pass: in training mode what warm-up has reached, otherwise <see cref="Beta"/>. The passes in training
    /// mode are counted in a buffer that is saved with the weights, so that a resumed run continues where it was.
    /// </summary>
    public double CurrentBeta => training && WarmUpSteps > 0 ? Beta * Math.Min(1.0, steps.item<long>() / (double)WarmUpSteps) : Beta;

    /// <summary>The approximate posterior q(z | x) = N(μ, diag σ²).</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>μ and log σ², (N, K) each; log σ² in [<see cref="MinimumLogVariance"/>, <see cref="MaximumLogVariance"/>].</returns>
    public (Tensor Mean, Tensor LogVariance) Posterior(Tensor x)
    {
        var hidden = encoder.call(x);
        var mu = mean.call(hidden);
        return (mu, logVariance?.call(hidden).clamp(MinimumLogVariance, MaximumLogVariance) ?? full_like(mu, _fixedLogVariance));
    }

    /// <summary>The mean μ of the posterior.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>(N, K).</returns>
    public override Tensor Encode(Tensor x) => mean.call(encoder.call(x));

    /// <inheritdoc/>
    public override Tensor Decode(Tensor z) => Likelihood.Mean(DecodeOutput(z));

    /// <summary>The decoder's last linear output a, from which <see cref="Likelihood"/> makes p(x | z).</summary>
    /// <param name="z">(N, K).</param>
    /// <returns>(N, D).</returns>
    public Tensor DecodeOutput(Tensor z) => decoder.call(z);

    /// <summary>The posterior of each example, one sample of it, and its reconstruction.</summary>
    /// <param name="input">Examples, (N, D).</param>
    /// <returns>A <see cref="VariationalOutput"/>.</returns>
    public override AutoencoderOutput forward(Tensor input) => Pass(input, z => z);

    /// <summary>−log p(x | z) at the sample, and β KL(q(z | x) ‖ p(z)).</summary>
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The output is not that of a variational autoencoder.</exception>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output)
    {
        if (output is not VariationalOutput variational)
        {
            throw new ArgumentException($"The loss of a {GetName()} is that of its own output, a VariationalOutput: pass what call(x) gave.", nameof(output));
        }

        var reconstruction = Likelihood.NegativeLogLikelihood(x, variational.Output).mean();
        var regularization = CurrentBeta * variational.KlPerDimension().sum(dim: 1).mean();
        return new LossTerms(reconstruction + regularization, reconstruction, regularization);
    }

    /// <summary>New examples: z from the prior N(0, I), and the mean of p(x | z). Without gradients.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>(count, D).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1.</exception>
    public virtual Tensor Sample(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var noGrad = no_grad();
        return Decode(SamplePrior(count));
    }

    internal Tensor SamplePrior(long count) => randn(count, LatentSize, dtype: mean.weight.dtype);

    /// <summary>A pass in which the decoder gets something made of the sample, such as the sample and a label.</summary>
    internal VariationalOutput Pass(Tensor input, Func<Tensor, Tensor> toDecoder)
    {
        if (training && WarmUpSteps > 0)
        {
            steps.add_(1);
        }

        var (mu, logVar) = Posterior(input);
        var latent = mu + (0.5 * logVar).exp() * randn_like(mu);
        var output = DecodeOutput(toDecoder(latent));
        return new VariationalOutput(Likelihood.Mean(output), latent, output, mu, logVar);
    }

    private static nn.Module<Tensor, Tensor> Encoder(long[] sizes, Activation activation, double dropout)
    {
        DenseLayers.Require(sizes);
        return new DenseLayers(activation, dropout).CreateHidden(sizes[..^1]);
    }

    private static nn.Module<Tensor, Tensor> Decoder(long[] sizes, Activation activation, double dropout) =>
        new DenseLayers(activation, dropout).Create([.. sizes.Reverse()], Activation.Linear);
}
