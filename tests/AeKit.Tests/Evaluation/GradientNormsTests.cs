using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class GradientNormsTests
{
    [Fact]
    public void Norms_are_those_of_a_gradient_known_by_hand()
    {
        manual_seed(1);
        using var layer = nn.Linear(2, 1);
        var norms = new GradientNorms(layer);

        Assert.All(norms.Record(), norm => Assert.True(double.IsNaN(norm)));
        layer.call(tensor(new[,] { { 3f, 4f } })).sum().backward();

        Assert.Equal(["weight", "bias"], norms.Parameters);
        Assert.Equal([5, 1], norms.Record());
        Assert.Equal(Math.Sqrt(26), norms.Totals[1], 1e-12);
        Assert.Equal(2, norms.Records.Count);
    }

    [Fact]
    public void A_trainer_records_them_after_every_epoch()
    {
        manual_seed(1);
        using var data = Digits.Load().Take(100);
        using var model = new Autoencoder([64, 16, 4]);
        var norms = new GradientNorms(model);
        Assert.Throws<InvalidOperationException>(() => norms.Chart());

        new Trainer(model, optim.Adam(model.parameters(), lr: 1e-3)) { Epochs = 3, BatchSize = 50, Progress = _ => norms.Record() }.Fit(data, data);

        Assert.Equal(3, norms.Records.Count);
        Assert.All(norms.Records, record => Assert.All(record, norm => Assert.True(norm > 0)));
        Assert.Contains("encoder", norms.Chart().ToSvg());
    }
}
