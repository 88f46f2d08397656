using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Benchmarks;

/// <summary>A variational autoencoder with a diagonal normal code: reconstruction error + KL(q(z | x) ‖ N(0, I)), summed over dimensions, mean over the batch.</summary>
internal sealed class GaussianVae : Network
{
    private readonly nn.Module<Tensor, Tensor> encoder;
    private readonly Linear mean;
    private readonly Linear logVariance;
    private readonly nn.Module<Tensor, Tensor> decoder;
    private readonly Func<Tensor, Tensor, Tensor> _errorOf;

    public GaussianVae(nn.Module<Tensor, Tensor> encoder, int width, int latent, nn.Module<Tensor, Tensor> decoder, Func<Tensor, Tensor, Tensor> errorOf)
        : base(nameof(GaussianVae))
    {
        this.encoder = encoder;
        mean = nn.Linear(width, latent);
        logVariance = nn.Linear(width, latent);
        this.decoder = decoder;
        _errorOf = errorOf;
        RegisterComponents();
    }

    /// <summary>The reconstruction from the code's mean, as at inference.</summary>
    public override Tensor forward(Tensor input) => decoder.call(mean.call(encoder.call(input)));

    public override Tensor Loss(Tensor x)
    {
        var hidden = encoder.call(x);
        var mu = mean.call(hidden);
        var logVar = logVariance.call(hidden);
        var z = mu + randn_like(mu) * (logVar * 0.5).exp();
        var divergence = (mu * mu + logVar.exp() - logVar - 1).sum() * 0.5;
        return (_errorOf(decoder.call(z), x) + divergence) / x.shape[0];
    }
}
