using AeKit.Models;

namespace AeKit.Training;

/// <summary>A copy of a model's weights at its best epoch, for early stopping.</summary>
internal sealed class BestWeights(EncoderDecoder model)
{
    /// <summary>The weights in TorchSharp's format, or null before the first copy.</summary>
    public byte[]? Weights { get; set; }

    public void Remember()
    {
        using var copy = new MemoryStream();
        model.save(copy);
        Weights = copy.ToArray();
    }

    public void Restore()
    {
        if (Weights is not null)
        {
            using var copy = new MemoryStream(Weights);
            model.load(copy);
        }
    }
}
