using AeKit.Torch.Tests.Golden;
using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Optim;

public sealed class GoldenOptimizerTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Optimizers = new()
    {
        ["Adam"] = p => optim.Adam(p, 0.01),
        ["Adam weight_decay amsgrad"] = p => optim.Adam(p, 0.02, 0.8, 0.99, 1e-6, 0.1, true),
        ["AdamW"] = p => optim.AdamW(p, 0.01, weight_decay: 0.05),
        ["SGD"] = p => optim.SGD(p, 0.1),
        ["SGD momentum"] = p => optim.SGD(p, 0.05, 0.9, 0.1, 0.01),
        ["RMSProp"] = p => optim.RMSProp(p, 0.005),
        ["RMSProp centered momentum"] = p => optim.RMSProp(p, 0.002, 0.9, 1e-6, 0.01, 0.5, true),
        ["Adagrad"] = p => optim.Adagrad(p, 0.1, 0.02, 0.01, 0.1),
        ["Adamax"] = p => optim.Adamax(p, 0.01),
        ["Adamax weight_decay"] = p => optim.Adamax(p, 0.02, 0.8, 0.99, 1e-6, 0.1),
        ["NAdam"] = p => optim.NAdam(p, 0.01),
        ["NAdam weight_decay"] = p => optim.NAdam(p, 0.02, 0.8, 0.99, 1e-6, 0.1, 0.01),
        ["RAdam"] = p => optim.RAdam(p, 0.01),
        ["RAdam weight_decay"] = p => optim.RAdam(p, 0.02, 0.8, 0.9, 1e-6, 0.1),
        ["Adadelta"] = p => optim.Adadelta(p),
        ["Adadelta weight_decay"] = p => optim.Adadelta(p, 0.5, 0.8, 1e-4, 0.1),
        ["ASGD"] = p => optim.ASGD(p, 0.1),
        ["ASGD averaging"] = p => optim.ASGD(p, 0.1, 0.01, 0.6, 10, 0.05),
        ["Rprop"] = p => optim.Rprop(p),
        ["Rprop limits"] = p => optim.Rprop(p, 0.02, 0.4, 1.3, 0.001, 0.05),
        ["SGD nesterov"] = p => optim.SGD(p, 0.05, 0.9, nesterov: true),
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fifty_steps_equal_PyTorch(string name)
    {
        var golden = new[] { "optimizers.json", "optimizers_more.json" }.Select(GoldenFile.Read).Single(f => f.TryGetProperty(name, out _)).GetProperty(name);
        manual_seed(3);
        using var model = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 6));
        using var x = randn(16, 6);
        using var optimizer = Optimizers[name](model.parameters());
        List<float> losses = [];
        for (var i = 0; i < 50; i++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.mse_loss(model.call(x), x);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }
        GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty("losses")), [.. losses], "losses");
        GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty("parameters")), [.. model.parameters().SelectMany(p => p.data<float>().ToArray())], "parameters", 1e-4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stored_state_continues_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var stored = new MemoryStream();
        var (first, second) = (new Parameter(tensor([1f, -2, 3])), new Parameter(tensor([1f, -2, 3])));
        using var optimizer = (OptimizerHelper)Optimizers[name]([first]);
        using var resumed = (OptimizerHelper)Optimizers[name]([second]);
        static void Steps(optim.Optimizer optimizer, Parameter p, int count)
        {
            for (var i = 0; i < count; i++)
            {
                optimizer.zero_grad();
                p.pow(2).mul(tensor([1f, 0.5f, 0.1f])).sum().backward();
                optimizer.step();
            }
        }
        Steps(optimizer, first, 3);
        using (var writer = new BinaryWriter(stored, System.Text.Encoding.UTF8, leaveOpen: true)) optimizer.save_state_dict(writer);
        stored.Position = 0;
        using (var reader = new BinaryReader(stored)) resumed.load_state_dict(reader);
        using (no_grad()) second.copy_(first);
        Steps(optimizer, first, 3);
        Steps(resumed, second, 3);
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());

        var copy = new Parameter(first.detach().clone());
        using var copied = (OptimizerHelper)Optimizers[name]([copy]);
        copied.load_state_dict(optimizer.state_dict());
        Steps(optimizer, first, 2);
        Steps(copied, copy, 2);
        Assert.Equal(first.data<float>().ToArray(), copy.data<float>().ToArray());
    }

    [Fact]
    public void Groups_have_learning_rates_of_their_own()
    {
        using var a = new Parameter(ones(2));
        using var b = new Parameter(ones(2));
        using var optimizer = optim.SGD([new SGD.ParamGroup([a], lr: 1), new SGD.ParamGroup { Parameters = [b] }], 0.1);
        (a.sum() + b.sum()).backward();
        optimizer.step();
        Assert.Equal([0f, 0], a.data<float>().ToArray());
        Assert.Equal([.9f, .9f], b.data<float>().ToArray());
        optimizer.ParamGroups.Last().LearningRate = 2;
        optimizer.step();
        Assert.Equal([-1.1f, -1.1f], b.data<float>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-6);
    }

    [Fact]
    public void Parameters_without_gradient_stay()
    {
        using var a = new Parameter(ones(2));
        using var optimizer = optim.Adam([a], 1);
        optimizer.step();
        Assert.Equal([1f, 1], a.data<float>().ToArray());
    }

    [Fact]
    public void Clipping_returns_the_norm_and_scales_to_the_limit()
    {
        using var a = new Parameter(zeros(2));
        (a * tensor([3f, 4])).sum().backward();
        Assert.Equal(5, nn.utils.clip_grad_norm_([a], 1), 1e-6);
        Assert.Equal(1, a.grad!.norm().item<float>(), 1e-5);
        nn.utils.clip_grad_value_([a], 0.7);
        Assert.Equal([.6f, .7f], a.grad!.data<float>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-5);
    }
}
