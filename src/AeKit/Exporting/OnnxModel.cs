using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Exporting;

/// <summary>Models and their parts as ONNX files.</summary>
internal sealed class OnnxModel
{
    private readonly EncoderDecoder _model;
    private readonly string _prefix;
    private readonly Likelihood _likelihood;
    private readonly int _classes;
    private readonly OnnxGraph _graph;
    private string? _oneHot;

    private OnnxModel(EncoderDecoder model)
    {
        _model = model;
        (_prefix, _likelihood, _classes) = model switch
        {
            Autoencoder autoencoder => ("", autoencoder.Likelihood, 0),
            VariationalAutoencoder variational => ("", variational.Likelihood, 0),
            ConditionalVae conditional => ("vae.", conditional.Likelihood, conditional.Classes),
            _ => throw new NotSupportedException($"A {model.GetType().Name} is no model of the kit, and is not written to ONNX."),
        };
        _graph = new OnnxGraph(model.parameters().First().dtype);
    }

    public static byte[] Bytes(EncoderDecoder model, OnnxPart part)
    {
        const long MostWeights = 2_000_000_000;
        using var scope = NewDisposeScope();
        if (model.parameters().Sum(parameter => parameter.numel() * parameter.element_size()) is var size and > MostWeights)
        {
            throw new NotSupportedException($"An ONNX file holds at most 2 GB, and this {model.GetName()} has {size} bytes of weights: use Export.PyTorch.");
        }

        return new OnnxModel(model).Bytes(part);
    }

    private byte[] Bytes(OnnxPart part)
    {
        var encoder = Layers("encoder");
        var decoder = Layers("decoder");
        var width = Inputs(IsVariational ? [.. encoder, .. Layers("mean")] : encoder);
        var latent = Inputs(decoder);
        switch (part)
        {
            case OnnxPart.Encoder when IsVariational:
                var (mean, logVariance) = Posterior(encoder, _graph.Input("x", width));
                _graph.Output("mean", mean, latent);
                _graph.Output("log_variance", logVariance, latent);
                break;
            case OnnxPart.Encoder:
                _graph.Output("latent", Encode(encoder, _graph.Input("x", width)), latent);
                break;
            case OnnxPart.Decoder:
                _graph.Output("reconstruction", Decode(decoder, _graph.Input("z", latent)), width);
                break;
            case OnnxPart.Model:
                var code = Encode(encoder, _graph.Input("x", width));
                _graph.Output("reconstruction", Decode(decoder, code), width);
                _graph.Output("latent", code, latent);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part), part, "This is not one of the parts of the enumeration.");
        }

        return _graph.ToBytes(_model.GetType().Name);
    }

    private bool IsVariational => _model is not Autoencoder;

    private IReadOnlyList<NetworkLayer> Layers(string part) => NetworkLayer.Of(_model, _prefix + part);

    // What the first layer takes, without the label.
    private long Inputs(IReadOnlyList<NetworkLayer> layers) => layers.First(layer => layer.Module is not Identity).Module switch
    {
        Linear linear => linear.weight!.shape[1],
        TransposedLinear tied => tied.Weight.shape[0],
        Unflatten unflatten => unflatten.unflattened_size.Aggregate((a, b) => a * b),
        var other => throw new NotSupportedException($"A network that begins with a {other.GetName()} is not written to ONNX."),
    } - _classes;

    private string Encode(IReadOnlyList<NetworkLayer> encoder, string x)
    {
        var hidden = OnnxNetwork.Apply(_graph, encoder, WithLabels(x));
        return _model switch
        {
            CompressiveAutoencoder { Quantization: not Quantization.None } => _graph.Apply("Round", [hidden]),
            Autoencoder => hidden,
            _ => OnnxNetwork.Apply(_graph, Layers("mean"), hidden),
        };
    }

    private (string Mean, string LogVariance) Posterior(IReadOnlyList<NetworkLayer> encoder, string x)
    {
        var hidden = OnnxNetwork.Apply(_graph, encoder, WithLabels(x));
        var mean = OnnxNetwork.Apply(_graph, Layers("mean"), hidden);
        return (mean, _model is CollapsedVae collapsed
            ? _graph.Apply("Expand", [_graph.Constant(2 * Math.Log(collapsed.StandardDeviation)), _graph.Apply("Shape", [mean])])
            : _graph.Apply("Clip", [
                OnnxNetwork.Apply(_graph, Layers("logVariance"), hidden),
                _graph.Constant(VariationalAutoencoder.MinimumLogVariance),
                _graph.Constant(VariationalAutoencoder.MaximumLogVariance)]));
    }

    private string Decode(IReadOnlyList<NetworkLayer> decoder, string z)
    {
        var output = OnnxNetwork.Apply(_graph, decoder, WithLabels(z));
        return _likelihood == Likelihood.Bernoulli ? _graph.Apply("Sigmoid", [output]) : output;
    }

    private string WithLabels(string values)
    {
        if (_classes == 0)
        {
            return values;
        }

        _oneHot ??= _graph.Apply(
            "OneHot", [_graph.Input("labels", null, ScalarType.Int64), _graph.Integers(_classes), _graph.Constants(0, 1)]);
        return _graph.Apply("Concat", [values, _oneHot], ("axis", 1L));
    }
}
