using System.Text.Json;
using AeKit.Benchmarks;

namespace AeKit.Tests.Engines;

/// <summary>
/// Every engine gives the numbers in libtorch.json, which TorchSharp and libtorch gave (README.md beside it has the command):
/// from the same seed the same weights, the same batches, and losses that stay together over a training run.
/// </summary>
public sealed class TrainingRunTests
{
    private static readonly Dictionary<string, TrainingRun> Expected = Read();

    public static TheoryData<string> Models => [.. TrainingRun.Models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void An_engine_gives_the_numbers_of_libtorch(string model)
    {
        var (expected, actual) = (Expected[model], TrainingRun.Of(model));

        Assert.Equal(expected.Weights.Keys, actual.Weights.Keys);
        foreach (var (name, sums) in expected.Weights)
        {
            // A sum of weights of both signs may be next to nothing: the scale is the sum of their absolute values.
            Assert.Equal(sums[0], actual.Weights[name][0], 1e-6 * sums[1]);
            Assert.Equal(sums[1], actual.Weights[name][1], 1e-6 * sums[1]);
        }

        Assert.Equal(expected.Order, actual.Order);
        Assert.All(expected.Training.Zip(actual.Training), AssertNear);
        Assert.All(expected.Validation.Zip(actual.Validation), AssertNear);
        Assert.True(actual.Training[^1] < 0.8 * actual.Training[0], "a run that learns nothing compares nothing");
    }

    private static void AssertNear((double Expected, double Actual) loss) => Assert.Equal(loss.Expected, loss.Actual, 1e-4 * Math.Abs(loss.Expected));

    private static Dictionary<string, TrainingRun> Read()
    {
        using var file = typeof(TrainingRunTests).Assembly.GetManifestResourceStream("libtorch.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, TrainingRun>>(file)!;
    }
}
