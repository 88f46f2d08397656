using System.Text.Json;
using AeKit.Exporting;
using AeKit.Models;
using AeKit.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Exporting;

public sealed class OnnxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [OnnxRuntimeFact]
    public void ONNX_Runtime_gives_the_same_numbers_for_every_model_and_part_whatever_the_number_of_examples()
    {
        var cases = new List<object>();
        foreach (var name in KitModels.Names)
        {
            var model = KitModels.Trained(name);
            foreach (var part in Enum.GetValues<OnnxPart>())
            {
                var file = Path.Combine(_folder.Path, $"{name}-{part}.onnx");
                Export.Onnx(model, file, part);
                foreach (var count in new[] { 1, 5 })
                {
                    var (inputs, outputs) = Values(model, part, count);
                    cases.Add(new { file, inputs = Json(inputs), outputs = Json(outputs) });
                }
            }
        }

        var list = _folder.Write("cases.json", JsonSerializer.Serialize(cases));
        var differences = JsonSerializer.Deserialize<Dictionary<string, double>[]>(Peers.Run("node", Peers.Script("onnx.cjs"), list))!;

        Assert.Equal(cases.Count, differences.Length);
        Assert.All(differences, outputs => Assert.All(outputs, output => Assert.True(output.Value <= 1e-5, $"{output.Key}: {output.Value}")));
    }

    [OnnxRuntimeFact(inBrowser: true)]
    public async Task A_browser_decodes_a_latent_point()
    {
        var model = KitModels.Trained("convolutional-vae");
        Export.Onnx(model, Path.Combine(_folder.Path, "decoder.onnx"), OnnxPart.Decoder);
        var z = tensor(new float[] { 0.5f, -1, 2 }, [1, 3]);

        var pixels = await BrowserPage.Result(Peers.Script("decode.html"), _folder.Path);

        var expected = model.Decode(z).data<float>().ToArray();
        Assert.Equal(expected.Length, pixels.Length);
        Assert.All(expected.Zip(pixels), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Tied_weights_are_stored_once()
    {
        long Size(bool tied)
        {
            var path = Path.Combine(_folder.Path, "tied.onnx");
            Export.Onnx(new Autoencoder([100, 50], tied: tied), path);
            return new FileInfo(path).Length;
        }

        Assert.InRange(Size(tied: false) - Size(tied: true), 100 * 50 * sizeof(float) - 200, 100 * 50 * sizeof(float) + 200);
    }

    private static (Dictionary<string, Tensor> Inputs, Dictionary<string, Tensor> Outputs) Values(EncoderDecoder model, OnnxPart part, int count)
    {
        manual_seed(8);
        using var noGrad = no_grad();
        var (x, labels) = KitModels.Examples(count);
        var (latent, reconstruction) = KitModels.Pass(model, x, labels);
        var input = part == OnnxPart.Decoder ? ("z", latent) : ("x", x);
        var inputs = new Dictionary<string, Tensor> { [input.Item1] = input.Item2 };
        if (model is ConditionalVae)
        {
            inputs["labels"] = labels;
        }

        return (inputs, (part, model) switch
        {
            (OnnxPart.Encoder, VariationalAutoencoder variational) => Posterior(variational.Posterior(x)),
            (OnnxPart.Encoder, ConditionalVae conditional) => Posterior((conditional.call(x, labels).Mean, conditional.call(x, labels).LogVariance)),
            (OnnxPart.Encoder, _) => new() { ["latent"] = latent },
            (OnnxPart.Decoder, _) => new() { ["reconstruction"] = reconstruction },
            _ => new() { ["latent"] = latent, ["reconstruction"] = reconstruction },
        });
    }

    private static Dictionary<string, Tensor> Posterior((Tensor Mean, Tensor LogVariance) posterior) =>
        new() { ["mean"] = posterior.Mean, ["log_variance"] = posterior.LogVariance };

    private static Dictionary<string, object> Json(Dictionary<string, Tensor> tensors) => tensors.ToDictionary(
        pair => pair.Key,
        pair => (object)new { dims = pair.Value.shape, data = pair.Value.to_type(ScalarType.Float64).contiguous().data<double>().ToArray() });
}
