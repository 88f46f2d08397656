using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// The conditional VAE: encoder q(z | x, y) and decoder p(x | z, y) both know the label y, as a one-hot vector beside x and z;
/// the prior p(z) = N(0, I) does not. It minimises −ELBO of log p(x | y),
/// E_q[−log p(x | z, y)] + β KL(q(z | x, y) ‖ p(z)) (Kingma et al., NeurIPS 2014, model M2; Sohn et al., NeurIPS 2015, eq. 4).
/// The code need not tell the class, so it tells what differs within one: style.
/// </summary>
/// <example><code>
/// var model = new ConditionalVae([64, 128, 8], classes: 10, Likelihood.Bernoulli);
/// new Trainer(model, torch.optim.Adam(model.parameters())).Fit(digits);      // uses the labels of the data
/// var sevens = model.Sample(torch.full(16, 7, torch.int64));                 // (16, 64)
/// </code></example>
public sealed class ConditionalVae : EncoderDecoder
{
    private readonly VariationalAutoencoder vae;

    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes without the label: input, hidden layers, latent; the decoder is its mirror. At least two, all positive.</param>
    /// <param name="classes">C; labels are 0 … C − 1.</param>
    /// <param name="likelihood">What the output means.</param>
    /// <param name="beta">β ≥ 0, the weight of KL.</param>
    /// <param name="warmUpSteps">Training steps until the full β; 0: β from the start.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 class, a negative β or number of warm-up steps.</exception>
    public ConditionalVae(long[] sizes, int classes, Likelihood likelihood, double beta = 1, long warmUpSteps = 0, Activation activation = Activation.ReLU)
        : base(nameof(ConditionalVae))
    {
        DenseLayers.Require(sizes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        var layers = new DenseLayers(activation);
        long[] encoder = [sizes[0] + classes, .. sizes[1..^1]];
        long[] decoder = [sizes[^1] + classes, .. sizes[..^1].Reverse()];
        vae = new VariationalAutoencoder(
            nameof(ConditionalVae), layers.CreateHidden(encoder), encoder[^1], sizes[^1], layers.Create(decoder, Activation.Linear), likelihood, beta, warmUpSteps);
        Classes = classes;
        RegisterComponents();
    }

    /// <summary>C, the number of classes.</summary>
    public int Classes { get; }

    /// <summary>K, the number of latent dimensions.</summary>
    public long LatentSize => vae.LatentSize;

    /// <summary>What the decoder's output means.</summary>
    public Likelihood Likelihood => vae.Likelihood;

    /// <summary>The networks, which see the label too.</summary>
    internal VariationalAutoencoder Vae => vae;

    /// <summary>The mean μ of q(z | x, y).</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <param name="labels">Their classes, (N), integers.</param>
    /// <returns>(N, K).</returns>
    /// <exception cref="ArgumentException">Labels that do not fit.</exception>
    public Tensor Encode(Tensor x, Tensor labels) => vae.Encode(WithLabels(x, labels));

    /// <summary>The mean of p(x | z, y).</summary>
    /// <param name="z">Codes, (N, K).</param>
    /// <param name="labels">Classes, (N), integers.</param>
    /// <returns>(N, D).</returns>
    /// <exception cref="ArgumentException">Labels that do not fit.</exception>
    public Tensor Decode(Tensor z, Tensor labels) => vae.Decode(WithLabels(z, labels));

    /// <summary>The posterior of each example, one sample of it, and its reconstruction.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <param name="labels">Their classes, (N), integers.</param>
    /// <exception cref="ArgumentException">Labels that do not fit.</exception>
    public VariationalOutput call(Tensor x, Tensor labels) => vae.Pass(WithLabels(x, labels), z => WithLabels(z, labels));

    /// <summary>New examples of given classes: z from the prior N(0, I), and the mean of p(x | z, y). Without gradients.</summary>
    /// <param name="labels">The class of each, (N), integers.</param>
    /// <returns>(N, D).</returns>
    /// <exception cref="ArgumentException">Labels that do not fit.</exception>
    public Tensor Sample(Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using var noGrad = no_grad();
        return Decode(vae.SamplePrior(labels.numel()), labels);
    }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output) => vae.Loss(x, output);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No labels, or labels that do not fit.</exception>
    public override LossTerms Objective(Tensor x, Tensor? labels) =>
        Loss(x, call(x, labels ?? throw new ArgumentException("A conditional VAE learns from labelled examples: train it with a dataset that has labels.", nameof(labels))));

    /// <summary>Not available: use <see cref="Encode(Tensor, Tensor)"/>.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Tensor Encode(Tensor x) => throw NeedsLabels("Encode(x, labels)");

    /// <summary>Not available: use <see cref="Decode(Tensor, Tensor)"/>.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Tensor Decode(Tensor z) => throw NeedsLabels("Decode(z, labels)");

    /// <summary>Not available: use <see cref="call(Tensor, Tensor)"/>.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override AutoencoderOutput forward(Tensor input) => throw NeedsLabels("call(x, labels)");

    private Tensor WithLabels(Tensor values, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.dim() != 1 || labels.dtype != ScalarType.Int64 || labels.shape[0] != values.shape[0])
        {
            throw new ArgumentException(
                $"{values.shape[0]} rows need as many labels in a vector of int64; got {labels.dtype} of shape ({string.Join(", ", labels.shape)}).", nameof(labels));
        }

        var (least, largest) = (labels.min().item<long>(), labels.max().item<long>());
        if (least < 0 || largest >= Classes)
        {
            throw new ArgumentException($"The labels of {Classes} classes are 0 … {Classes - 1}; got {(least < 0 ? least : largest)}.", nameof(labels));
        }

        return cat([values, nn.functional.one_hot(labels, Classes).to_type(values.dtype)], dim: 1);
    }

    private static InvalidOperationException NeedsLabels(string method) => new($"A conditional VAE needs the labels of its examples: use {method}.");
}
