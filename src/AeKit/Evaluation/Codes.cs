using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>The codes of a whole dataset: what probes, nearest neighbours, clusters and embeddings look at.</summary>
public static class Codes
{
    /// <summary>Encodes all examples in evaluation mode, batch by batch; the model's mode is left as it was.</summary>
    /// <param name="model">The model; of a variational one the codes are the posterior means.</param>
    /// <param name="data">N examples.</param>
    /// <param name="batchSize">Examples at a time.</param>
    /// <returns>(N, K), in the dataset's order, without gradient.</returns>
    public static Tensor Of(EncoderDecoder model, Dataset data, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var mode = new EvaluationMode(model);
        using var scope = NewDisposeScope();
        List<Tensor> codes = [];
        foreach (Batch batch in data.Batches(batchSize, shuffle: false))
            codes.Add(model.Encode(batch.X).clone());
        return cat(codes).MoveToOuterDisposeScope();
    }
}
