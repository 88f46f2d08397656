using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class AnomalyDetectionTests
{
    [Fact]
    public void A_model_of_normal_beats_finds_the_abnormal_ones()
    {
        manual_seed(1);
        using var normal = Ecg.Make(400, 64, abnormal: 0, seed: 1);
        using var test = Ecg.Make(300, 64, abnormal: 0.2, seed: 2);
        using var model = new Autoencoder([64, 4]);

        double before = AnomalyDetection.Of(model, test).Auc;
        new Trainer(model, optim.Adam(model.parameters(), lr: 1e-2)) { Epochs = 15, BatchSize = 50 }.Fit(normal);
        var detection = AnomalyDetection.Of(model, test);

        Assert.InRange(before, 0, 0.99999);
        Assert.Equal(1, detection.Auc, 1e-3);
        Assert.Equal(test.Labels!.ToInt64Array().Select(label => label == 1), detection.IsAbnormal);
        Assert.Equal(300, detection.Scores.Count);
        Assert.Equal(ReconstructionError.PerExample(model, test), detection.Scores);
        Assert.Equal(detection.Auc, 1 - AnomalyDetection.Of(model, test, normalLabel: 1).Auc, 12);
    }

    [Fact]
    public void Labels_of_both_kinds_are_wanted()
    {
        using var model = new Autoencoder([6, 2]);
        using var unlabelled = Noise.Normal(5, 6);
        using var normal = Ecg.Make(5, 32, abnormal: 0);
        using var beats = new Autoencoder([32, 2]);

        Assert.Throws<ArgumentException>(() => AnomalyDetection.Of(model, unlabelled));
        Assert.Throws<ArgumentException>(() => AnomalyDetection.Of(beats, normal));
    }
}
