using System.Text.Json;
using AeKit.Torch.Tests.Golden;
using static TorchSharp.torch.nn;

namespace AeKit.Torch.Tests.Modules;

/// <summary>The modules of Golden/generate_modules.py under the same names.</summary>
public sealed class GoldenModuleTests
{
    private static readonly JsonElement File = GoldenFile.Read("modules.json");

    private static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> Modules = new()
    {
        ["Conv1d"] = () => Conv1d(4, 6, 3, 2, 1, 1, groups: 2),
        ["Conv1d reflect"] = () => Conv1d(4, 3, 4, 1, 3, padding_mode: PaddingModes.Reflect),
        ["Conv1d same"] = () => Conv1d(4, 3, 4, Padding.Same, dilation: 3, bias: false),
        ["Conv2d reflect"] = () => Conv2d(4, 3, (3, 3), (2, 2), (1, 2), padding_mode: PaddingModes.Reflect),
        ["Conv2d replicate"] = () => Conv2d(4, 3, (3, 2), (1, 1), (2, 1), padding_mode: PaddingModes.Replicate),
        ["Conv2d circular same"] = () => Conv2d(4, 3, (3, 2), Padding.Same, padding_mode: PaddingModes.Circular),
        ["ConvTranspose1d"] = () => ConvTranspose1d(4, 3, 4, 3, 1, 2),
        ["MaxPool1d"] = () => MaxPool1d(3, 2),
        ["AvgPool1d"] = () => AvgPool1d(3, 2, 1),
        ["AdaptiveAvgPool1d"] = () => AdaptiveAvgPool1d(5),
        ["AdaptiveAvgPool2d"] = () => AdaptiveAvgPool2d((2, 3)),
        ["AdaptiveMaxPool1d"] = () => AdaptiveMaxPool1d(5),
        ["AdaptiveMaxPool2d"] = () => AdaptiveMaxPool2d([2, 3]),
        ["ReflectionPad1d"] = () => ReflectionPad1d((2, 1)),
        ["ReflectionPad2d"] = () => ReflectionPad2d((2, 1, 0, 3)),
        ["ReplicationPad1d"] = () => ReplicationPad1d(2),
        ["ReplicationPad2d"] = () => ReplicationPad2d((2, 1, 0, 3)),
        ["ConstantPad1d"] = () => ConstantPad1d((2, 1), 0.5),
        ["ConstantPad2d"] = () => ConstantPad2d(2, 0.5),
        ["ZeroPad2d"] = () => ZeroPad2d((2, -1, 0, 3)),
        ["CELU"] = () => CELU(0.8),
        ["SELU"] = () => SELU(),
        ["ReLU6"] = () => ReLU6(),
        ["Hardtanh"] = () => Hardtanh(-0.3, 0.5),
        ["Hardsigmoid"] = () => Hardsigmoid(),
        ["Hardswish"] = () => Hardswish(),
        ["Hardshrink"] = () => Hardshrink(0.2),
        ["Softshrink"] = () => Softshrink(0.2),
        ["Softsign"] = () => Softsign(),
        ["Tanhshrink"] = () => Tanhshrink(),
        ["Threshold"] = () => Threshold(0.4, -1),
        ["Mish"] = () => Mish(),
        ["GLU"] = () => GLU(1),
        ["Softmin"] = () => Softmin(2),
        ["LogSigmoid"] = () => LogSigmoid(),
        ["Softmax2d"] = () => Softmax2d(),
        ["PReLU"] = () => PReLU(4, 0.3),
        ["GroupNorm"] = () => GroupNorm(2, 4),
        ["InstanceNorm1d"] = () => InstanceNorm1d(4, affine: true),
        ["InstanceNorm2d"] = () => InstanceNorm2d(4),
        ["InstanceNorm2d tracking"] = () => InstanceNorm2d(4, 1e-4, 0.3, true, true),
        ["InstanceNorm2d evaluated"] = () => InstanceNorm2d(4, affine: true, track_running_stats: true),
        ["Dropout1d"] = () => Dropout1d(0.4),
        ["Dropout2d"] = () => Dropout2d(0.4),
        ["Dropout2d evaluated"] = () => Dropout2d(0.4),
        ["PixelShuffle"] = () => PixelShuffle(2),
        ["PixelUnshuffle"] = () => PixelUnshuffle(3),
        ["Upsample"] = () => Upsample(scale_factor: [2]),
        ["Upsample bilinear"] = () => Upsample([8, 9], mode: UpsampleMode.Bilinear, align_corners: true),
    };

    private static readonly Dictionary<string, Func<Module<Tensor, Tensor, Tensor>>> Pairs = new()
    {
        ["CosineSimilarity"] = () => CosineSimilarity(1),
        ["PairwiseDistance"] = () => PairwiseDistance(3),
    };

    public static TheoryData<string> Names => [.. File.EnumerateObject().Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void State_output_and_gradients_equal_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = File.GetProperty(name);
        manual_seed(41);
        using Module module = Pairs.TryGetValue(name, out var pair) ? pair() : Modules[name]();
        // Drawn, not read, so that what is drawn afterwards follows the same stream.
        var given = golden.GetProperty("inputs").EnumerateArray().Select(GoldenFile.Tensor).ToArray();
        var inputs = given.Select(x => randn(x.shape)).ToArray();
        for (var i = 0; i < inputs.Length; i++)
        {
            GoldenFile.AssertClose(given[i], inputs[i], $"{name}, input {i}", 1e-6);
            inputs[i].requires_grad_();
        }
        Tensor Call() => module is Module<Tensor, Tensor, Tensor> two ? two.call(inputs[0], inputs[1]) : ((Module<Tensor, Tensor>)module).call(inputs[0]);

        AssertState(golden.GetProperty("state"), module, $"{name}, at the start");
        if (name.EndsWith("evaluated", StringComparison.Ordinal))
        {
            Call();
            module.eval();
        }
        var y = Call();
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("output")), y, $"{name}, output");
        (y * GoldenFile.Tensor(golden.GetProperty("weight"))).sum().backward();
        var gradients = golden.GetProperty("gradients").EnumerateArray().Select(GoldenFile.Tensor).ToArray();
        for (var i = 0; i < inputs.Length; i++) GoldenFile.AssertClose(gradients[i], inputs[i].grad!, $"{name}, gradient {i}", 2e-5);
        GoldenFile.AssertClose(GoldenFile.Floats(golden.GetProperty("parameters")), [.. module.parameters().SelectMany(p => p.grad!.data<float>().ToArray())], $"{name}, parameters", 2e-5);
        AssertState(golden.GetProperty("after"), module, $"{name}, afterwards");
    }

    private static void AssertState(JsonElement expected, Module module, string what)
    {
        var state = module.state_dict();
        Assert.Equal(expected.EnumerateObject().Select(s => s.Name).Order(), state.Keys.Order());
        foreach (var entry in expected.EnumerateObject())
            GoldenFile.AssertClose(GoldenFile.Tensor(entry.Value), state[entry.Name].to_type(float32).detach(), $"{what}, {entry.Name}", 1e-6);
    }
}
