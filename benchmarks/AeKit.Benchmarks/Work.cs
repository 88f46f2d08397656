using System.Globalization;
using static TorchSharp.torch;

namespace AeKit.Benchmarks;

/// <summary>Something to repeat against the clock.</summary>
/// <param name="Run">Does it once.</param>
/// <param name="Amount">How much once is: examples, or floating-point operations.</param>
internal sealed record Work(Action Run, double Amount)
{
    // More than one batch, so that the data do not stay in the first-level cache.
    private const int Batches = 8;

    /// <summary>The work called train m1 … m6, infer256 m1 …, infer1 m1 …, gemm 128x32x784 (m×n×k), or fma peak.</summary>
    public static Work Create(string kind, string name, int threads) => kind switch
    {
        "train" => TrainingStep(ModelCase.All[name]),
        "infer256" => Inference(ModelCase.All[name], 256),
        "infer1" => Inference(ModelCase.All[name], 1),
        "gemm" => MatrixProduct(name),
        "fma" => new(() => FmaLimit.Run(threads), FmaLimit.Operations * threads),
        _ => throw new ArgumentException($"Unknown work \"{kind}\": train, infer256, infer1, gemm or fma."),
    };

    private static Work TrainingStep(ModelCase model)
    {
        manual_seed(1);
        var network = model.Create();
        var optimizer = optim.Adam(network.parameters());
        var batches = Enumerable.Range(0, Batches).Select(_ => model.Examples(model.Batch)).ToArray();
        var step = 0;
        return new(() =>
        {
            using var scope = NewDisposeScope();
            var loss = network.Loss(batches[step++ % Batches]);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }, model.Batch);
    }

    private static Work Inference(ModelCase model, int batch)
    {
        manual_seed(1);
        var network = model.Create();
        network.eval();
        var batches = Enumerable.Range(0, Batches).Select(_ => model.Examples(batch)).ToArray();
        var step = 0;
        return new(() =>
        {
            using var scope = NewDisposeScope();
            using var inference = no_grad();
            network.call(batches[step++ % Batches]);
        }, batch);
    }

    private static Work MatrixProduct(string shape)
    {
        var sizes = shape.Split('x').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        var (m, n, k) = (sizes[0], sizes[1], sizes[2]);
        manual_seed(1);
        var a = rand(m, k);
        var b = rand(k, n);
        return new(() =>
        {
            using var scope = NewDisposeScope();
            matmul(a, b);
        }, 2.0 * m * n * k);
    }
}
