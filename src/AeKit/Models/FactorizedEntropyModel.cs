using AeKit.Coding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// The probability of an integer code, learned with the autoencoder: P(z) = Πₖ Pₖ(zₖ), each Pₖ a mixture of logistic
/// distributions over bins of width 1, Pₖ(n) = Σₘ wₖₘ [σ((n + ½ − μₖₘ) / sₖₘ) − σ((n − ½ − μₖₘ) / sₖₘ)]
/// (Salimans et al., PixelCNN++, ICLR 2017, eq. 2). Between integers it is the density of the code plus uniform noise.
/// </summary>
/// <example><code>
/// var bits = -model.EntropyModel.call(codes).sum(dim: 1) / Math.Log(2);      // codes: (N, K)
/// </code></example>
public sealed class FactorizedEntropyModel : nn.Module<Tensor, Tensor>
{
    internal const double MinimumLogScale = -5, MaximumLogScale = 8;

    private readonly Parameter logits;
    private readonly Parameter means;
    private readonly Parameter logScales;

    internal FactorizedEntropyModel(long size, int components) : base(nameof(FactorizedEntropyModel))
    {
        logits = nn.Parameter(zeros(size, components));
        means = nn.Parameter(linspace(-1, 1, components).repeat(size, 1));
        logScales = nn.Parameter(zeros(size, components));
        RegisterComponents();
    }

    /// <summary>ln Pₖ(zₖ) of every example and latent dimension.</summary>
    /// <param name="input">Codes, (N, K): integers, or codes with uniform noise.</param>
    /// <returns>(N, K), nats.</returns>
    public override Tensor forward(Tensor input)
    {
        // With a < b, σ(b) − σ(a) = σ(b) σ(−a) (1 − e^(a−b)): exact in both tails, where the difference itself rounds to zero.
        var inverse = (-logScales.clamp(MinimumLogScale, MaximumLogScale)).exp();
        var centred = input.unsqueeze(2) - means;
        var logTerms = nn.functional.logsigmoid((centred + 0.5) * inverse)
            + nn.functional.logsigmoid((0.5 - centred) * inverse)
            + (-(-inverse).expm1()).log();
        return (logits.log_softmax(1) + logTerms).logsumexp(2);
    }

    /// <summary>The tables for the range coder, one for each latent dimension. From the same weights every machine makes the same tables.</summary>
    public FrequencyTable[] Tables()
    {
        using var scope = NewDisposeScope();
        var (w, mu, s) = (Values(logits), Values(means), Values(logScales.clamp(MinimumLogScale, MaximumLogScale)));
        var (size, count) = ((int)logits.shape[0], (int)logits.shape[1]);
        return [.. Enumerable.Range(0, size).Select(k => Table(w[(k * count)..((k + 1) * count)], mu[(k * count)..((k + 1) * count)], s[(k * count)..((k + 1) * count)]))];
    }

    private static FrequencyTable Table(double[] logits, double[] means, double[] logScales)
    {
        // Far out, a logistic tail holds e^(−distance / s): 15 s leave less than half of the least frequency there is.
        const double Reach = 15, LeastProbability = 1.0 / (1 << 21);
        const int MaximumWidth = 1 << 12;
        var largest = logits.Max();
        var weights = logits.Select(l => PortableMath.Exp(l - largest)).ToArray();
        var scales = logScales.Select(PortableMath.Exp).ToArray();
        var total = weights.Sum();
        var centre = weights.Zip(means, (w, m) => w * m).Sum() / total;
        var low = Math.Max(means.Zip(scales, (m, s) => m - Reach * s).Min(), centre - MaximumWidth);
        var high = Math.Min(means.Zip(scales, (m, s) => m + Reach * s).Max(), centre + MaximumWidth);
        var (first, last) = ((int)Math.Floor(low), (int)Math.Ceiling(high));

        // Rare integers at both ends are left to the escape, except one.
        while (first < last && Probability(first) < LeastProbability)
        {
            first++;
        }

        while (first < last && Probability(last) < LeastProbability)
        {
            last--;
        }

        return FrequencyTable.FromProbabilities(first, [.. Enumerable.Range(first, last - first + 1).Select(Probability)]);

        double Probability(int n) => Enumerable.Range(0, means.Length).Sum(m =>
            weights[m] / total * Math.Max(0, PortableMath.Sigmoid((n + 0.5 - means[m]) / scales[m]) - PortableMath.Sigmoid((n - 0.5 - means[m]) / scales[m])));
    }

    private static double[] Values(Tensor parameter) => parameter.detach().to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
}
