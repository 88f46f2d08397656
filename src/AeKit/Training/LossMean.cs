using AeKit.Models;

namespace AeKit.Training;

/// <summary>The mean of losses over batches of different sizes, weighted by their examples.</summary>
internal sealed class LossMean
{
    private double _total;
    private double _reconstruction;
    private double _regularization;
    private long _examples;

    public LossValues Value => new(_total / _examples, _reconstruction / _examples, _regularization / _examples);

    public void Add(LossTerms loss, long count)
    {
        _total += loss.Total.item<float>() * count;
        _reconstruction += loss.Reconstruction.item<float>() * count;
        _regularization += loss.Regularization.item<float>() * count;
        _examples += count;
    }
}
