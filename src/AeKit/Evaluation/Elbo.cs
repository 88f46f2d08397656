using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>The evidence lower bound over a dataset (Kingma and Welling, ICLR 2014, eq. 3): KL exactly, the reconstruction term from samples.</summary>
public static class Elbo
{
    /// <summary>Averages both terms in evaluation mode; the model's mode is left as it was.</summary>
    /// <param name="model">Its likelihood gives the reconstruction term.</param>
    /// <param name="data">N examples.</param>
    /// <param name="samples">Samples of q(z | x) per example, from the global generator (<c>torch.manual_seed</c>).</param>
    /// <param name="batchSize">Examples at a time.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one sample or example at a time.</exception>
    public static ElboTerms Of(VariationalAutoencoder model, Dataset data, int samples = 1, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        using var mode = new EvaluationMode(model);
        double reconstruction = 0;
        double[]? kl = null;
        foreach (Batch batch in data.Batches(batchSize, shuffle: false))
        {
            for (int s = 0; s < samples; s++)
            {
                using var scope = NewDisposeScope();
                var output = (VariationalOutput)model.call(batch.X);
                reconstruction += model.Likelihood.NegativeLogLikelihood(batch.X, output.Output).to_type(ScalarType.Float64).sum().item<double>();
                if (s > 0)
                    continue;
                double[] sums = [.. output.KlPerDimension().to_type(ScalarType.Float64).sum(dim: 0).data<double>()];
                kl = kl is null ? sums : [.. kl.Zip(sums, (a, b) => a + b)];
            }
        }
        return new ElboTerms(reconstruction / samples / data.Count, [.. kl!.Select(sum => sum / data.Count)]);
    }
}
