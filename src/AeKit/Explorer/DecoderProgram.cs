using System.Text.Json.Nodes;
using AeKit.Data;
using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Explorer;

/// <summary>
/// A decoder as the list of steps that decoder.js runs. Shapes come from passing one code through the layers, so that a
/// step knows its sizes; what only changes the shape (Flatten, Unflatten) or nothing in evaluation mode (Dropout,
/// Identity) is no step, because the page keeps one flat row of numbers.
/// </summary>
internal sealed class DecoderProgram
{
    private const string Known =
        "Linear, ConvTranspose2d, BatchNorm1d, BatchNorm2d, Flatten, Unflatten, Dropout, Identity, ReLU, LeakyReLU, ELU, GELU, SiLU, Sigmoid, Tanh";

    private readonly FloatBuffer _buffer;
    private readonly string _model;

    private DecoderProgram(string model, FloatBuffer buffer) => (_model, _buffer) = (model, buffer);

    /// <summary>What the page does one after another.</summary>
    public JsonArray Steps { get; } = [];

    /// <summary>(channels, height, width) of the last image between the layers, if the decoder makes one of all its outputs.</summary>
    public long[]? ImageShape { get; private set; }

    /// <param name="model">The model's name, for errors.</param>
    /// <param name="decoder">The layers from the code to the linear output.</param>
    /// <param name="likelihood">What the output means.</param>
    /// <param name="code">An input of the decoder, (1, K), to learn the shapes from. The decoder is in evaluation mode.</param>
    /// <param name="expected">The model's own reconstruction of this code, (1, D).</param>
    /// <param name="buffer">Takes the weights.</param>
    /// <exception cref="NotSupportedException">A layer that the page cannot run, or layers that are not all of the decoder.</exception>
    public static DecoderProgram Translate(
        string model, IReadOnlyList<NetworkLayer> decoder, Likelihood likelihood, Tensor code, Tensor expected, FloatBuffer buffer)
    {
        using var scope = NewDisposeScope();
        var program = new DecoderProgram(model, buffer);
        Tensor output = decoder.Aggregate(code, program.Add);
        if (ReferenceEquals(likelihood, Likelihood.Bernoulli))
            program.Steps.Add(new JsonObject { ["op"] = "sigmoid" });
        if (program.ImageShape is { } image && image.Aggregate((a, b) => a * b) != output.numel())
            program.ImageShape = null;

        float[] own = expected.ToArray(), layers = likelihood.Mean(output).ToArray();
        if (own.Length != layers.Length || own.Zip(layers).Any(pair => !(Math.Abs(pair.First - pair.Second) <= 1e-4 * Math.Max(1, Math.Abs(pair.First)))))
        {
            throw new NotSupportedException(
                $"{model}: Decode gives something else than the layers of its decoder in turn, so the page could not calculate it. If a code decodes to NaN, the weights are broken; if Decode is overridden, show decoded codes with Plot.Images.");
        }
        return program;
    }

    private Tensor Add(Tensor input, NetworkLayer layer)
    {
        Tensor output = layer.Module.call(input);
        if (Step(layer, input, output) is { } step)
            Steps.Add(step);
        if (output.shape is [1, 1 or 3, _, _])
            ImageShape = output.shape[1..];
        return output;
    }

    private JsonObject? Step(NetworkLayer layer, Tensor input, Tensor output) => layer.Module switch
    {
        Flatten or Unflatten or Dropout or Identity => null,
        Linear linear => LinearStep(linear.weight, linear.bias),
        TransposedLinear tied => LinearStep(tied.Weight.t(), tied.Bias),
        ConvTranspose2d convolution => ConvolutionStep(convolution, input, output),
        BatchNorm norm => AffineStep(norm, output, layer.Name),
        ReLU => Plain("relu"),
        LeakyReLU leaky => new JsonObject { ["op"] = "leakyRelu", ["slope"] = leaky.negative_slope },
        ELU elu => new JsonObject { ["op"] = "elu", ["alpha"] = elu.alpha },
        GELU => Plain("gelu"),
        SiLU => Plain("silu"),
        Sigmoid => Plain("sigmoid"),
        Tanh => Plain("tanh"),
        _ => throw Unknown(layer),
    };

    private JsonObject LinearStep(Tensor weight, Tensor? bias) => new()
    {
        ["op"] = "linear",
        ["inputs"] = weight.shape[1],
        ["outputs"] = weight.shape[0],
        ["weight"] = _buffer.Add(weight.ToArray()),
        ["bias"] = Bias(bias),
    };

    private JsonObject ConvolutionStep(ConvTranspose2d layer, Tensor input, Tensor output) => new()
    {
        ["op"] = "convTranspose2d",
        ["groups"] = layer.groups,
        ["input"] = Numbers(input.shape[1..]),
        ["output"] = Numbers(output.shape[1..]),
        ["kernel"] = Numbers(layer.weight.shape[2..]),
        ["stride"] = Numbers(layer.stride),
        ["padding"] = Numbers(layer.padding!), // TorchSharp has none for padding by a word such as "same".
        ["dilation"] = Numbers(layer.dilation),
        ["weight"] = _buffer.Add(layer.weight.ToArray()),
        ["bias"] = Bias(layer.bias),
    };

    // y = γ (x − m) / √(v + ε) + β with the running m and v is a factor and a summand for each channel.
    private JsonObject AffineStep(BatchNorm layer, Tensor output, string name)
    {
        if (layer.running_mean is null || layer.running_var is null)
        {
            throw new NotSupportedException(
                $"{_model}: {name} is a {layer.GetName()} without running statistics, which normalises by the batch and so has no output for a single code. Make it with track_running_stats: true.");
        }

        Tensor scale = (layer.running_var.to_type(ScalarType.Float64) + layer.eps).rsqrt();
        scale = layer.weight is null ? scale : scale * layer.weight;
        Tensor shift = -scale * layer.running_mean;
        shift = layer.bias is null ? shift : shift + layer.bias;
        long channels = layer.running_var.numel();
        return new JsonObject
        {
            ["op"] = "affine",
            ["channels"] = channels,
            ["size"] = output.numel() / channels,
            ["scale"] = _buffer.Add(scale.ToArray()),
            ["shift"] = _buffer.Add(shift.ToArray()),
        };
    }

    private static JsonObject Plain(string name) => new() { ["op"] = name };

    private int Bias(Tensor? bias) => bias is null ? -1 : _buffer.Add(bias.ToArray());

    private static JsonArray Numbers(IEnumerable<long> values) => [.. values.Select(value => JsonValue.Create(value))];

    private NotSupportedException Unknown(NetworkLayer layer) => new(
        $"{_model}: the explorer cannot run the layer {layer.Name}, a {layer.Module.GetName()}, in a page; it knows {Known}. Show decoded codes with Plot.Images instead.");
}
