using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

/// <summary>Saves, loads and resumes a model of examples in [0, 1) with 3 classes.</summary>
internal static class Resuming
{
    public static void AssertBitForBit(Func<EncoderDecoder> create, int features = 6)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.checkpoint");
        try
        {
            var (whole, wholeHistory) = Run(epochs: 4, checkpoint: null, seed: 5);
            Run(epochs: 2, checkpoint: path, seed: 5);
            var (resumed, resumedHistory) = Run(epochs: 4, checkpoint: path, seed: 99);

            Assert.Equal(4, resumedHistory.Epochs.Count);
            Assert.Equal(wholeHistory.Epochs, resumedHistory.Epochs);
            AssertSameState(whole, resumed);

            using var saved = new MemoryStream();
            whole.save(saved);
            using var file = new MemoryStream(saved.ToArray());
            manual_seed(98);
            var loaded = create();
            loaded.load(file);
            AssertSameState(whole, loaded);
        }
        finally
        {
            File.Delete(path);
        }

        (EncoderDecoder Model, History History) Run(int epochs, string? checkpoint, int seed)
        {
            manual_seed(seed);
            var model = create();
            var adam = optim.Adam(model.parameters(), lr: 0.01);
            var trainer = new Trainer(model, adam) { Epochs = epochs, BatchSize = 16, CheckpointPath = checkpoint };
            return (model, trainer.Fit(Data(features), Data(features)));
        }
    }

    private static void AssertSameState(nn.Module expected, nn.Module actual)
    {
        var (a, b) = (expected.state_dict(), actual.state_dict());
        Assert.Equal(a.Keys, b.Keys);
        foreach (var (key, tensor) in a)
        {
            Assert.True(tensor.Equals(b[key]), $"{key} differs");
        }
    }

    private static Dataset Data(int size)
    {
        var random = new Random(1);
        var features = tensor([.. Enumerable.Range(0, 50 * size).Select(_ => random.NextSingle())]).reshape(50, size);
        return new Dataset("numbers", features, tensor([.. Enumerable.Range(0, 50).Select(i => (long)(i % 3))]));
    }
}
