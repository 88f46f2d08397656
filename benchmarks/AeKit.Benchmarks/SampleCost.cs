using System.Globalization;
using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Benchmarks;

/// <summary>Whether an example costs the same in a small and in a large data set: whole epochs of model 4, shuffled.</summary>
internal static class SampleCost
{
    private const int FewestExamples = 200_000;
    private const int Rounds = 3;

    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    /// <summary>Prints a table of microseconds of processor time per example, the collector's included: the cheapest of some rounds.</summary>
    public static void Print()
    {
        set_num_threads(1);
        Console.WriteLine("| examples | Dataset.Batches, µs per example | DataLoader, µs per example |");
        Console.WriteLine("|---|---|---|");
        Measure(Sizes[0], TrainerBatches);
        Measure(Sizes[0], LoaderBatches);
        foreach (var size in Sizes)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size} | {Measure(size, TrainerBatches):F2} | {Measure(size, LoaderBatches):F2} |"));
    }

    private static double Measure(int size, Func<Tensor, int, IEnumerable<Tensor>> batchesOf)
    {
        manual_seed(1);
        var model = ModelCase.All["m4"];
        using var network = model.Create();
        using var optimizer = optim.Adam(network.parameters());
        using var examples = model.Examples(size);
        var batches = batchesOf(examples, model.Batch);
        var epochs = Math.Max(1, FewestExamples / size);
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < epochs; i++)
                foreach (var x in batches)
                {
                    using var scope = NewDisposeScope();
                    var loss = network.Loss(x);
                    optimizer.zero_grad();
                    loss.backward();
                    optimizer.step();
                }
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / epochs / size);
        }
        return best;
    }

    /// <summary>The batches that AeKit's Trainer walks through, freshly shuffled in every epoch.</summary>
    private static IEnumerable<Tensor> TrainerBatches(Tensor examples, int batch)
        => new Dataset("random", examples.alias()).Batches(batch).Select(part => part.X);

    private static IEnumerable<Tensor> LoaderBatches(Tensor examples, int batch)
        => utils.data.DataLoader(utils.data.TensorDataset(examples.alias()), batch, shuffle: true, seed: 1).Select(part => part[0]);
}
