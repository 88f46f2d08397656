namespace AeKit.Evaluation;

/// <summary>The negative evidence lower bound of a variational autoencoder and its parts, averaged over a dataset, in nats per example.</summary>
/// <param name="Reconstruction">E_q[−log p(x | z)].</param>
/// <param name="KlPerLatent">Of each of the K latent dimensions KL(q(zₖ | x) ‖ p(zₖ)), without any β.</param>
public sealed record ElboTerms(double Reconstruction, IReadOnlyList<double> KlPerLatent)
{
    /// <summary>KL(q(z | x) ‖ p(z)): the sum over the latent dimensions.</summary>
    public double Kl => KlPerLatent.Sum();

    /// <summary>−ELBO = reconstruction + KL, an upper bound of −log p(x), whatever β the model was trained with.</summary>
    public double Total => Reconstruction + Kl;

    /// <summary>One line, such as "−ELBO 105.61 = reconstruction 80.32 + KL 25.29 nats".</summary>
    public override string ToString() => $"−ELBO {Total:F2} = reconstruction {Reconstruction:F2} + KL {Kl:F2} nats";
}
