using System.Globalization;
using System.Text.RegularExpressions;
using AeKit.Data;
using AeKit.Exporting;
using AeKit.Models;
using AeKit.Tests.Data;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Exporting;

/// <summary>train.py against the kit's own Trainer, and many processes against one.</summary>
public sealed partial class TrainingScriptTests : IDisposable
{
    private const int Seed = 11, BatchSize = 32;

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [PyTorchFact]
    public void Two_processes_learn_what_one_learns_and_what_the_kit_learns()
    {
        // 67 examples: two whole batches and a smaller one; in two processes one example of each epoch is left over.
        var train = Digits.Load().Take(67);
        var model = Model();
        var folder = Exported(model, train);
        using var even = train.Take(64);
        Export.Data(even, Path.Combine(folder, "even.npz"));

        var alone = Losses(Python(folder, "train.npz", "alone", epochs: 2));
        var two = Losses(Python(folder, "even.npz", "two", epochs: 2, processes: 2));
        var one = Losses(Python(folder, "even.npz", "one", epochs: 2));

        Near(one, two, 1e-6);
        Near(Weights(folder, "one"), Weights(folder, "two"), 1e-6);

        manual_seed(Seed);
        var history = new Trainer(model, optim.Adam(model.parameters(), lr: 1e-3)) { Epochs = 2, BatchSize = BatchSize }.Fit(train);
        Near([.. history.Epochs.Select(epoch => epoch.Train.Total)], alone, 1e-5);
        Near(Flat(model), Weights(folder, "alone"), 1e-5);

        static Autoencoder Model()
        {
            manual_seed(1);
            return new Autoencoder([64, 16, 4], Likelihood.Bernoulli);
        }
    }

    [PyTorchFact]
    public void With_noise_too_and_from_a_checkpoint_the_numbers_are_the_kits()
    {
        var train = Digits.Load().Take(67);
        manual_seed(1);
        var model = new ConditionalVae([64, 16, 4], 10, Likelihood.Bernoulli, warmUpSteps: 5);
        var folder = Exported(model, train);

        double[] losses =
        [
            .. Losses(Python(folder, "train.npz", "resumed", epochs: 1)),
            .. Losses(Python(folder, "train.npz", "resumed", epochs: 2)),
        ];

        manual_seed(Seed);
        var history = new Trainer(model, optim.Adam(model.parameters(), lr: 1e-3)) { Epochs = 2, BatchSize = BatchSize }.Fit(train);
        Near([.. history.Epochs.Select(epoch => epoch.Train.Total)], losses, 1e-5);
        var trained = new ConditionalVae([64, 16, 4], 10, Likelihood.Bernoulli, warmUpSteps: 5);
        AeKit.Exporting.Weights.Load(trained, Path.Combine(folder, "resumed.safetensors"));
        Near(Flat(model), Flat(trained), 1e-5);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
    }

    private string Exported(EncoderDecoder model, Dataset train)
    {
        var folder = Path.Combine(_folder.Path, "exported");
        Export.PyTorch(model, folder);
        Export.Data(train, Path.Combine(folder, "train.npz"));
        return folder;
    }

    private static string Python(string folder, string data, string name, int epochs, int processes = 1)
    {
        string In(string file) => Path.Combine(folder, file);

        // PyTorch 1.13 fails in Python 3.11 unless it is told to copy what the processes print; the logs are not wanted. And
        // its --standalone is always port 29400, which another run may have.
        string[] launcher = processes == 1 ? [] :
        [
            "-m", "torch.distributed.run", "-r", "1", "-t", "1", "--log_dir", In("logs"), "--rdzv_backend", "c10d", "--rdzv_endpoint", "localhost:0",
            "--nproc_per_node", $"{processes}",
        ];
        return Peers.Run(
            Peers.PyTorch!,
            [
                .. launcher, In("train.py"), "--data", In(data), "--epochs", $"{epochs}", "--batch", $"{BatchSize}", "--seed", $"{Seed}",
                "--output", In($"{name}.safetensors"), "--checkpoint", In($"{name}.checkpoint"),
            ]);
    }

    private static double[] Losses(string output) =>
        [.. Epoch().Matches(output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static double[] Weights(string folder, string name)
    {
        var model = new Autoencoder([64, 16, 4]);
        AeKit.Exporting.Weights.Load(model, Path.Combine(folder, $"{name}.safetensors"));
        return Flat(model);
    }

    private static double[] Flat(EncoderDecoder model) => [.. model.parameters().SelectMany(p => p.data<float>().ToArray()).Select(value => (double)value)];

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.First)), $"{pair.First} and {pair.Second}"));
    }

    [GeneratedRegex(@"epoch \d+: ([0-9.]+) nats")]
    private static partial Regex Epoch();
}
