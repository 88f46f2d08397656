using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// The importance-weighted bound L_k = E[log 1/k Σᵢ wᵢ] with wᵢ = p(x, zᵢ) / q(zᵢ | x) and zᵢ ~ q(z | x)
/// (Burda, Grosse and Salakhutdinov, ICLR 2016, eq. 8): the ELBO at k = 1, growing with k towards log p(x). With
/// thousands of samples it is the usual estimate of the log-likelihood. Samples are drawn from the global generator,
/// in chunks, so that memory does not grow with k.
/// </summary>
/// <example><code>
/// double nll = -ImportanceSampling.Bound(model, test, samples: 5000);     // nats per example
/// </code></example>
public static class ImportanceSampling
{
    // Rows of z that are decoded at a time.
    private const long ChunkRows = 8192;

    /// <summary>log 1/k Σᵢ wᵢ of each example for any model given by three functions of rows.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <param name="samples">k.</param>
    /// <param name="sample">Draws z ~ q(z | x) for each row of x: (R, D) → (R, K).</param>
    /// <param name="logJoint">log p(x, z) of each row: (R, D), (R, K) → (R), in nats.</param>
    /// <param name="logProposal">log q(z | x) of each row: (R, D), (R, K) → (R), in nats.</param>
    /// <returns>N values, in nats; their mean estimates L_k.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k below 1.</exception>
    public static double[] PerExample(
        Tensor x, int samples, Func<Tensor, Tensor> sample, Func<Tensor, Tensor, Tensor> logJoint, Func<Tensor, Tensor, Tensor> logProposal)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(logJoint);
        ArgumentNullException.ThrowIfNull(logProposal);
        using var noGrad = no_grad();
        return LogMeanExp(x.shape[0], samples, chunk =>
        {
            Tensor rows = x.repeat(chunk, 1), z = sample(rows);
            return (logJoint(rows, z) - logProposal(rows, z)).reshape(chunk, -1);
        });
    }

    /// <summary>log 1/k Σᵢ wᵢ of each example of a dataset, in evaluation mode; the model's mode is left as it was.</summary>
    /// <param name="model">The prior is N(0, I), whatever β the model was trained with.</param>
    /// <param name="data">N examples.</param>
    /// <param name="samples">k; 1, 5 and 50 show the bound tighten, 5000 estimate log p(x).</param>
    /// <param name="batchSize">Examples at a time.</param>
    /// <returns>N values, in nats, in the dataset's order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k or the batch size below 1.</exception>
    public static double[] PerExample(VariationalAutoencoder model, Dataset data, int samples, int batchSize = 128)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var mode = new EvaluationMode(model);
        List<double> values = [];
        foreach (Batch batch in data.Batches(batchSize, shuffle: false))
        {
            using var scope = NewDisposeScope();
            Tensor x = batch.X;
            var (mean, logVariance) = model.Posterior(x);
            Tensor deviation = (0.5 * logVariance).exp();
            values.AddRange(LogMeanExp(x.shape[0], samples, chunk =>
            {
                Tensor noise = randn(chunk, mean.shape[0], mean.shape[1]);
                Tensor z = mean + (deviation * noise);
                Tensor output = model.DecodeOutput(z.reshape(-1, mean.shape[1]));
                Tensor reconstruction = model.Likelihood.NegativeLogLikelihood(x.repeat(chunk, 1), output).reshape(chunk, -1);
                // log p(z) − log q(z | x): the constants ½ K log 2π cancel.
                Tensor ratio = 0.5 * (noise.square() + logVariance - z.square()).sum(dim: 2);
                return ratio - reconstruction;
            }));
        }
        return [.. values];
    }

    /// <summary>L_k over a dataset: the mean of <see cref="PerExample(VariationalAutoencoder, Dataset, int, int)"/>, in nats per example.</summary>
    /// <inheritdoc cref="PerExample(VariationalAutoencoder, Dataset, int, int)"/>
    /// <returns>Nats per example; its negative is the estimated negative log-likelihood.</returns>
    public static double Bound(VariationalAutoencoder model, Dataset data, int samples, int batchSize = 128) =>
        PerExample(model, data, samples, batchSize).Average();

    /// <param name="count">N.</param>
    /// <param name="samples">k.</param>
    /// <param name="logWeights">Log-weights of a chunk of s samples, (s, N).</param>
    private static double[] LogMeanExp(long count, int samples, Func<long, Tensor> logWeights)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        var total = new double[count];
        Array.Fill(total, double.NegativeInfinity);
        long size = Math.Clamp(ChunkRows / count, 1, samples);
        for (long done = 0; done < samples; done += size)
        {
            using var scope = NewDisposeScope();
            Tensor weights = logWeights(Math.Min(size, samples - done)).to_type(ScalarType.Float64);
            double[] chunk = [.. weights.logsumexp(0).data<double>()];
            for (int i = 0; i < chunk.Length; i++)
                total[i] = LogAddExp(total[i], chunk[i]);
        }
        return [.. total.Select(sum => sum - Math.Log(samples))];
    }

    private static double LogAddExp(double a, double b)
    {
        double greater = Math.Max(a, b);
        return double.IsNegativeInfinity(greater) ? greater : greater + double.LogP1(Math.Exp(Math.Min(a, b) - greater));
    }
}
