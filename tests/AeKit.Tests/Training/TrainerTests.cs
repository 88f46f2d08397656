using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Tests.Training;

public class TrainerTests
{
    // Baldi and Hornik (1989): the best linear autoencoder is PCA.
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void A_linear_autoencoder_reaches_the_error_of_PCA_within_one_percent(int components)
    {
        var (train, test) = Digits.Load().Split(1500);
        manual_seed(1);
        var model = new Autoencoder([64, components]);
        var adam = optim.Adam(model.parameters(), lr: 1e-2);

        new Trainer(model, adam) { Epochs = 300, BatchSize = 100, Scheduler = optim.lr_scheduler.CosineAnnealingLR(adam, 300) }.Fit(train);

        var pca = Pca.Fit(train.Features, components);
        foreach (var data in new[] { train, test })
        {
            var best = ReconstructionError.Mse(data.Features, pca.Decode(pca.Encode(data.Features)));
            Assert.Equal(best, ReconstructionError.Mse(model, data), 0.01 * best);
        }
    }

    [Fact]
    public void It_is_the_loop_one_writes_by_hand()
    {
        var data = Numbers(50);
        manual_seed(3);
        var model = new Autoencoder([6, 4, 2]);
        var adam = optim.Adam(model.parameters());
        var byHand = new List<double>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var sum = 0.0;
            var order = randperm(50);
            for (var start = 0; start < 50; start += 16)
            {
                var batch = data.Features.index_select(0, order[TensorIndex.Slice(start, Math.Min(start + 16, 50))]);
                var loss = model.Loss(batch, model.call(batch)).Total;
                adam.zero_grad();
                loss.backward();
                adam.step();
                sum += loss.item<float>() * batch.shape[0];
            }

            byHand.Add(sum / 50);
        }

        var (trainer, _) = Small(epochs: 3);

        Assert.Equal(byHand, trainer.Fit(data).Epochs.Select(e => e.Train.Total));
    }

    [Fact]
    public void Validation_is_measured_in_evaluation_mode_without_gradients()
    {
        manual_seed(3);
        var model = new DenoisingAutoencoder([6, 2], noise: 10);
        var data = Numbers(40);
        model.train();

        var first = Trainer.Evaluate(model, data);
        var second = Trainer.Evaluate(model, data, batchSize: 7);

        Assert.Equal(first.Total, second.Total, 1e-5);
        Assert.True(model.training);
        Assert.All(model.parameters(), p => Assert.Null(p.grad));
    }

    [Fact]
    public void Early_stopping_restores_the_best_weights()
    {
        manual_seed(1);
        var (train, validation) = (Numbers(12), Numbers(200));
        var model = new Autoencoder([6, 64, 5]);
        var trainer = new Trainer(model, optim.Adam(model.parameters(), lr: 0.02)) { Epochs = 500, BatchSize = 12, Patience = 10 };

        var history = trainer.Fit(train, validation);

        Assert.True(history.Epochs.Count < 500);
        Assert.Equal(history.Best!.Epoch + 10, history.Epochs.Count);
        Assert.Equal(history.Best.Validation!.Total, Trainer.Evaluate(model, validation).Total, 1e-5);
    }

    [Fact]
    public void Early_stopping_without_validation_data_is_refused()
    {
        var model = new Autoencoder([6, 2]);
        var trainer = new Trainer(model, optim.Adam(model.parameters())) { Patience = 3 };
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Numbers(10)));
    }

    [Fact]
    public void Clipping_bounds_the_step_of_plain_gradient_descent()
    {
        manual_seed(1);
        var model = new Autoencoder([6, 2]);
        var before = model.parameters().Select(p => p.detach().clone()).ToArray();

        new Trainer(model, optim.SGD(model.parameters(), learningRate: 1)) { Epochs = 1, BatchSize = 20, MaxGradientNorm = 0.01 }.Fit(Numbers(20));

        var moved = model.parameters().Zip(before, (p, old) => (p - old).pow(2).sum().item<float>()).Sum();
        Assert.Equal(0.01, Math.Sqrt(moved), 1e-4);
    }

    [Fact]
    public void A_schedule_is_stepped_once_an_epoch()
    {
        manual_seed(1);
        var model = new Autoencoder([6, 2]);
        var adam = optim.Adam(model.parameters(), lr: 0.1);

        var history = new Trainer(model, adam) { Epochs = 3, Scheduler = optim.lr_scheduler.StepLR(adam, step_size: 1, gamma: 0.5) }.Fit(Numbers(10));

        Assert.Equal([0.1, 0.05, 0.025], history.Epochs.Select(e => e.LearningRate), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Cancelling_ends_training_after_the_current_batch()
    {
        using var cancel = new CancellationTokenSource();
        var model = new Autoencoder([6, 2]);
        var epochs = 0;
        var trainer = new Trainer(model, optim.Adam(model.parameters()))
        {
            Epochs = 1000,
            Progress = _ =>
            {
                if (++epochs == 2)
                {
                    cancel.Cancel();
                }
            },
        };

        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Numbers(10), cancellationToken: cancel.Token));
        Assert.Equal(2, epochs);
    }

    [Fact]
    public void An_objective_that_explodes_says_so()
    {
        manual_seed(1);
        var model = new Autoencoder([6, 2]);
        var trainer = new Trainer(model, optim.SGD(model.parameters(), learningRate: 1e6)) { Epochs = 50 };

        var error = Assert.Throws<InvalidOperationException>(() => trainer.Fit(Numbers(20)));
        Assert.Contains("learning rate", error.Message);
    }

    private static (Trainer Trainer, Autoencoder Model) Small(int epochs)
    {
        manual_seed(3);
        var model = new Autoencoder([6, 4, 2]);
        return (new Trainer(model, optim.Adam(model.parameters())) { Epochs = epochs, BatchSize = 16 }, model);
    }

    // The data come from a generator of their own, so that they do not move the global one.
    private static Dataset Numbers(int count)
    {
        var random = new Random(count);
        return new Dataset("numbers", tensor([.. Enumerable.Range(0, count * 6).Select(_ => random.NextSingle())]).reshape(count, 6));
    }
}
