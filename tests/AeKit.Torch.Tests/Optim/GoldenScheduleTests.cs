using System.Text.Json;
using AeKit.Torch.Tests.Golden;
using TorchSharp.Modules;
using static TorchSharp.torch.optim.lr_scheduler;
using S = TorchSharp.torch.optim.lr_scheduler;

namespace AeKit.Torch.Tests.Optim;

/// <summary>The schedules of Golden/generate_optimizers.py under the same names.</summary>
public sealed class GoldenScheduleTests
{
    private static readonly JsonElement File = GoldenFile.Read("schedules.json");

    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> Schedules = new()
    {
        ["MultiStepLR"] = o => S.MultiStepLR(o, [5, 20, 20, 33], 0.3),
        ["ExponentialLR"] = o => S.ExponentialLR(o, 0.93),
        ["ConstantLR"] = o => S.ConstantLR(o, 0.25, 7),
        ["LinearLR"] = o => S.LinearLR(o, 0.2, 0.9, 12),
        ["PolynomialLR"] = o => S.PolynomialLR(o, 30, 1.7),
        ["LambdaLR"] = o => S.LambdaLR(o, t => Math.Pow(0.95, t) / (1 + t)),
        ["MultiplicativeLR"] = o => S.MultiplicativeLR(o, t => t % 3 != 0 ? 0.9 : 1.1),
        ["OneCycleLR"] = o => S.OneCycleLR(o, 0.7, total_steps: 60),
        ["OneCycleLR linear three_phase"] = o => S.OneCycleLR(o, [0.7, 0.2], epochs: 6, steps_per_epoch: 10, pct_start: 0.4, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, div_factor: 10, final_div_factor: 100, three_phase: true),
        ["OneCycleLR Adam"] = o => S.OneCycleLR(o, 0.7, total_steps: 55, base_momentum: 0.8, max_momentum: 0.97),
        ["CyclicLR"] = o => S.CyclicLR(o, 0.01, 0.2, 6),
        ["CyclicLR triangular2"] = o => S.CyclicLR(o, [0.01, 0.1], [0.2, 0.3], 4, 9, impl.CyclicLR.Mode.Triangular2, base_momentum: [0.7, 0.7], max_momentum: [0.95, 0.95]),
        ["CyclicLR exp_range"] = o => S.CyclicLR(o, 0.01, 0.2, 5, mode: impl.CyclicLR.Mode.ExpRange, gamma: 0.97, cycle_momentum: false),
        ["CyclicLR scale_fn"] = o => S.CyclicLR(o, 0.01, 0.2, 5, scale_fn: x => 1 / x, cycle_momentum: false),
        ["SequentialLR"] = o => S.SequentialLR(o, [S.ConstantLR(o, 0.1, 4), S.ExponentialLR(o, 0.9), S.MultiStepLR(o, [3], 0.2)], [6, 25]),
        ["ChainedLR"] = o => S.ChainedLR([S.ConstantLR(o, 0.1, 4), S.ExponentialLR(o, 0.9)]),
        ["warm-up"] = o => S.SequentialLR(o, [S.LinearLR(o, 0.1, 1.0, 10), S.CosineAnnealingLR(o, 40)], [10]),
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fifty_steps_equal_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        Parameter[] p = [new(zeros(1)), new(zeros(1))];
        using optim.Optimizer optimizer = name.EndsWith("Adam", StringComparison.Ordinal)
            ? optim.Adam([new Adam.ParamGroup([p[0]], lr: 0.1), new Adam.ParamGroup([p[1]], lr: 0.4)])
            : optim.SGD([new SGD.ParamGroup([p[0]], lr: 0.1, momentum: 0.9), new SGD.ParamGroup([p[1]], lr: 0.4, momentum: 0.9)], 0.1, momentum: 0.9);
        var schedule = Schedules[name](optimizer);
        List<double> rates = [], momenta = [];
        for (var i = 0; i < 50; i++)
        {
            rates.AddRange(optimizer.ParamGroups.Select(g => g.LearningRate));
            momenta.Add(optimizer.ParamGroups.First() is optim.IBetas betas ? betas.Betas.Item1 : ((optim.IMomentum)optimizer.ParamGroups.First()).Momentum);
            Assert.Equal(optimizer.ParamGroups.Select(g => g.LearningRate), schedule.get_last_lr());
            optimizer.step();
            schedule.step();
        }
        Assert.Equal(GoldenFile.Doubles(File.GetProperty(name).GetProperty("rates")), rates, Near);
        Assert.Equal(GoldenFile.Doubles(File.GetProperty(name).GetProperty("momenta")), momenta, Near);
    }

    [Fact]
    public void Jumps_use_the_closed_form()
    {
        foreach (var name in new[] { "MultiStepLR", "ExponentialLR", "ConstantLR", "LinearLR", "PolynomialLR", "LambdaLR", "MultiplicativeLR", "OneCycleLR", "CyclicLR" })
        {
            using var scope = NewDisposeScope();
            using var stepped = optim.SGD([new Parameter(zeros(1))], 0.3);
            using var jumping = optim.SGD([new Parameter(zeros(1))], 0.3);
            var (steps, jump) = (Schedules[name](stepped), Schedules[name](jumping));
            for (var i = 0; i < 9; i++) steps.step();
            jump.step(9);
            Assert.True(Near(stepped.ParamGroups.Single().LearningRate, jumping.ParamGroups.Single().LearningRate), name);
        }
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        using var scope = NewDisposeScope();
        using var sgd = optim.SGD([new Parameter(zeros(1))], 0.3);
        using var adagrad = optim.Adagrad([new Parameter(zeros(1))]);
        Assert.Contains("total_steps", Assert.Throws<ArgumentException>(() => S.OneCycleLR(sgd, 1)).Message);
        Assert.Contains("no momentum to cycle", Assert.Throws<ArgumentException>(() => S.CyclicLR(adagrad, 0.1, 1)).Message);
        Assert.Contains("2 numbers for 1 groups", Assert.Throws<ArgumentException>(() => S.OneCycleLR(sgd, [1.0, 2], total_steps: 3)).Message);
        Assert.Contains("one milestone less", Assert.Throws<ArgumentException>(() => S.SequentialLR(sgd, [S.ExponentialLR(sgd)], [3])).Message);
        var cycle = S.OneCycleLR(sgd, 1, total_steps: 2);
        cycle.step();
        cycle.step();
        Assert.Contains("the cycle has 2 steps", Assert.Throws<InvalidOperationException>(() => cycle.step()).Message);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a));
}
