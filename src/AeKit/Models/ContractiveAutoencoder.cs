using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// An autoencoder whose code hardly moves when its input is disturbed: minimise
/// E −log p(x | g(f(x))) + λ E ‖J(x)‖²_F, with J = ∂f/∂x the encoder's Jacobian (Rifai et al., ICML 2011, eq. 3 and 4).
/// For one sigmoid layer h = σ(Wx + b) the penalty is Σⱼ (hⱼ(1 − hⱼ))² Σᵢ Wⱼᵢ² (eq. 5), which costs no more than the
/// layer; for any other encoder it is calculated by automatic differentiation, with one backward pass per latent unit.
/// </summary>
/// <example><code>
/// var model = new ContractiveAutoencoder([64, 100], contraction: 0.1, tied: true);
/// var loss = model.Loss(x, model.call(x));            // Regularization: λ E ‖J‖²
/// var jacobian = model.Jacobian(x);                   // (N, 100, 64); its singular values say which directions survive
/// </code></example>
public sealed class ContractiveAutoencoder : Autoencoder
{
    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent. At least two, all positive.</param>
    /// <param name="contraction">λ ≥ 0, in nats per unit of ‖J‖²_F.</param>
    /// <param name="likelihood">What the output means; <see cref="Likelihood.SquaredError"/> unless given.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <param name="latentActivation">On the code itself; a sigmoid as in the paper unless given.</param>
    /// <param name="tied">Whether the decoder uses the encoder's weights, transposed, as in the paper. Otherwise small codes and a large decoder evade the penalty.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public ContractiveAutoencoder(
        long[] sizes,
        double contraction,
        Likelihood? likelihood = null,
        Activation activation = Activation.ReLU,
        Activation latentActivation = Activation.Sigmoid,
        bool tied = false)
        : base(nameof(ContractiveAutoencoder), sizes, likelihood, activation, latentActivation, tied)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contraction);
        Contraction = contraction;
        HasOneSigmoidLayer = sizes.Length == 2 && latentActivation == Activation.Sigmoid;
    }

    /// <summary>λ.</summary>
    public double Contraction { get; }

    /// <summary>Whether the encoder is what eq. 5 is about.</summary>
    internal bool HasOneSigmoidLayer { get; }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var reconstruction = base.Loss(x, output).Reconstruction;
        var regularization = Contraction * Penalty(x, output.Latent).mean();
        return new LossTerms(reconstruction + regularization, reconstruction, regularization);
    }

    /// <summary>‖J(x)‖²_F of each example, without the factor λ.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>(N).</returns>
    public Tensor Penalty(Tensor x) => Penalty(x, Encode(x));

    /// <summary>J(x) = ∂f/∂x of each example, by automatic differentiation. Where gradients are enabled it can itself be differentiated by the weights.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>(N, K, D).</returns>
    public Tensor Jacobian(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var differentiable = is_grad_enabled();
        using var grad = enable_grad();
        var input = x.detach().requires_grad_();
        var latent = Encode(input);

        // Codes of one example do not depend on another, so the gradient of a column's sum is a row of every Jacobian.
        var rows = Enumerable.Range(0, (int)latent.shape[1])
            .Select(k => autograd.grad([latent.select(1, k).sum()], [input], retain_graph: true, create_graph: differentiable)[0])
            .ToArray();
        return stack(rows, dim: 1);
    }

    private Tensor Penalty(Tensor x, Tensor latent)
    {
        if (!HasOneSigmoidLayer)
        {
            return Jacobian(x).pow(2).sum([1, 2]);
        }

        var slope = latent * (1 - latent);
        var weight = get_parameter("encoder.0.weight")!;
        return (slope * slope).matmul(weight.pow(2).sum(dim: 1));
    }
}
