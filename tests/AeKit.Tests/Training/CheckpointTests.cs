using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.checkpoint");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit()
    {
        var (whole, wholeHistory) = Run(epochs: 6, checkpoint: null);
        Run(epochs: 3, checkpoint: _path);
        manual_seed(99);

        var (resumed, resumedHistory) = Run(epochs: 6, checkpoint: _path, seed: 99);

        Assert.Equal(wholeHistory.Epochs, resumedHistory.Epochs);
        Assert.Equal(
            whole.parameters().SelectMany(p => p.data<float>().ToArray()),
            resumed.parameters().SelectMany(p => p.data<float>().ToArray()));
    }

    [Fact]
    public void A_finished_run_is_loaded_and_not_repeated()
    {
        var (first, _) = Run(epochs: 3, checkpoint: _path);
        var written = File.GetLastWriteTimeUtc(_path);

        var (second, history) = Run(epochs: 3, checkpoint: _path, seed: 99);

        Assert.Equal(3, history.Epochs.Count);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_path));
        Assert.Equal(
            first.parameters().SelectMany(p => p.data<float>().ToArray()),
            second.parameters().SelectMany(p => p.data<float>().ToArray()));
    }

    [Fact]
    public void A_file_that_is_no_checkpoint_is_refused_with_its_name_and_the_remedy()
    {
        File.WriteAllText(_path, "not a zip file");

        var error = Assert.Throws<InvalidDataException>(() => Run(epochs: 3, checkpoint: _path));

        Assert.Contains(_path, error.Message);
        Assert.Contains("Delete it", error.Message);
    }

    [Fact]
    public void A_checkpoint_of_another_model_is_refused()
    {
        Run(epochs: 1, checkpoint: _path);
        var model = new DenoisingAutoencoder([6, 5, 2], noise: 0.1);
        var trainer = new Trainer(model, optim.Adam(model.parameters())) { CheckpointPath = _path };

        var error = Assert.Throws<InvalidDataException>(() => trainer.Fit(Data()));

        Assert.Contains(_path, error.Message);
    }

    [Fact]
    public void A_checkpoint_of_another_optimizer_is_refused_and_changes_nothing()
    {
        Run(epochs: 1, checkpoint: _path);
        manual_seed(6);
        var model = new DenoisingAutoencoder([6, 4, 2], noise: 0.1);
        var before = model.parameters().SelectMany(p => p.data<float>().ToArray()).ToArray();
        var trainer = new Trainer(model, optim.SGD(model.parameters(), learningRate: 0.1)) { CheckpointPath = _path };

        var error = Assert.Throws<InvalidDataException>(() => trainer.Fit(Data()));

        Assert.Contains("SGD", error.Message);
        Assert.Equal(before, model.parameters().SelectMany(p => p.data<float>().ToArray()));
    }

    [Fact]
    public void A_truncated_checkpoint_is_refused()
    {
        Run(epochs: 1, checkpoint: _path);
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^100]);

        var error = Assert.Throws<InvalidDataException>(() => Run(epochs: 2, checkpoint: _path));

        Assert.Contains(_path, error.Message);
    }

    private static (Autoencoder Model, History History) Run(int epochs, string? checkpoint, int seed = 5)
    {
        manual_seed(seed);
        var model = new DenoisingAutoencoder([6, 4, 2], noise: 0.1);
        var adam = optim.Adam(model.parameters(), lr: 0.01);
        var trainer = new Trainer(model, adam)
        {
            Epochs = epochs,
            BatchSize = 16,
            Patience = 100,
            CheckpointPath = checkpoint,
            Scheduler = optim.lr_scheduler.StepLR(adam, step_size: 2, gamma: 0.5),
        };
        return (model, trainer.Fit(Data(), Data()));
    }

    private static Dataset Data()
    {
        var random = new Random(1);
        return new Dataset("numbers", tensor([.. Enumerable.Range(0, 300).Select(_ => random.NextSingle())]).reshape(50, 6));
    }
}
