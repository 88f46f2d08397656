using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 04 asks.</summary>
internal static class VariationalQuestions
{
    public static IEnumerable<Question> All => [Kl];

    /// <summary>KL(N(μ, diag σ²) ‖ N(0, I)) of each example (Kingma and Welling, 2014, appendix B), from μ and log σ², (N, K) each, to (N).</summary>
    private static Question Kl { get; } = new Question<Func<Tensor, Tensor, Tensor>>("vae.kl", answer =>
    {
        using var generator = new Generator(4);
        var mean = randn(6, 3, generator: generator);
        var logVariance = randn(6, 3, generator: generator);
        var perDimension = new VariationalOutput(mean, mean, mean, mean, logVariance).KlPerDimension();
        var asVariance = 0.5 * (mean.pow(2) + logVariance - 1 - logVariance.abs().log());
        return Comparison.Of(answer(mean, logVariance), perDimension.sum(dim: 1))
            .Mistake("That is the mean over the latent dimensions. KL divergences of independent dimensions add up: sum(dim: 1).", perDimension.mean([1]))
            .Mistake("That is the sum over the whole batch. Each example has a KL divergence of its own: sum(dim: 1).", perDimension.sum())
            .Mistake("That is the mean over batch and dimensions, which makes β smaller by the number of dimensions: sum(dim: 1).", perDimension.mean())
            .Mistake("The sum runs over the examples: the latent dimensions are dim 1.", perDimension.sum(dim: 0))
            .Mistake("The factor ½ is missing.", 2 * perDimension.sum(dim: 1))
            .Mistake("The sign is that of −KL, as in the ELBO; KL is never negative.", -perDimension.sum(dim: 1))
            .Mistake("The second argument is log σ², not σ²: σ² is logVariance.exp().", asVariance.sum(dim: 1))
            .Verdict.Because("Each dimension adds ½ (μ² + σ² − 1 − log σ²), which is zero only for μ = 0, σ = 1.");
    });
}
