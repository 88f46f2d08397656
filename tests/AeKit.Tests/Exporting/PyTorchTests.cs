using System.Text.Json;
using AeKit.Data;
using AeKit.Exporting;
using AeKit.Models;
using AeKit.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Exporting;

public sealed class PyTorchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [PyTorchFact]
    public void In_PyTorch_every_model_gives_the_same_codes_reconstructions_losses_and_gradients_and_its_weights_come_back()
    {
        foreach (var name in KitModels.Names)
        {
            var folder = Path.Combine(_folder.Path, name);
            var model = KitModels.Trained(name);
            Export.PyTorch(model, folder);
            Safetensors.Write(Path.Combine(folder, "expected.safetensors"), Expected(model));
        }

        var differences = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(Peers.Run(Peers.PyTorch!, Peers.Script("models.py"), _folder.Path))!;

        Assert.Equal(KitModels.Names.Order(StringComparer.Ordinal), differences.Keys.Order(StringComparer.Ordinal));
        var large = differences.SelectMany(model => model.Value.Where(entry => !(entry.Value <= 1e-5)).Select(entry => $"{model.Key}, {entry.Key}: {entry.Value}"));
        Assert.True(!large.Any(), string.Join('\n', large));
        foreach (var name in KitModels.Names)
        {
            using var sent = Weights(Path.Combine(_folder.Path, name, "weights.safetensors"), name);
            foreach (var file in new[] { "back.safetensors", "back.npz" })
            {
                using var model = Weights(Path.Combine(_folder.Path, name, file), name);
                foreach (var (key, tensor) in model.state_dict())
                {
                    var expected = sent.state_dict()[key];
                    Assert.True(tensor.allclose(tensor.is_floating_point() ? expected / 3 : expected, rtol: 1e-6), $"{name}, {file}, {key}");
                }
            }
        }
    }

    [Fact]
    public void A_model_py_reads_like_a_page_of_a_book()
    {
        var text = PythonModel.Text(KitModels.Fresh("denoising"));

        Assert.Contains("class DenoisingAutoencoder(nn.Module):\n    \"\"\"Learns to undo noise", text, StringComparison.Ordinal);
        Assert.Contains(
            """
                    self.encoder = nn.Sequential(
                        nn.Linear(16, 8),
                        nn.ReLU(),
                        nn.Linear(8, 3),
                    )
            """, text, StringComparison.Ordinal);
        Assert.All(KitModels.Names, name =>
        {
            var lines = PythonModel.Text(KitModels.Fresh(name)).Split('\n');
            Assert.All(lines, line => Assert.True(line.Length <= 160 && line == line.TrimEnd(), line));
            Assert.DoesNotContain("\n\n\n\n", string.Join('\n', lines), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_model_that_is_not_the_kits_is_refused()
    {
        using var other = new Stranger();
        Assert.Contains("Stranger", Assert.Throws<NotSupportedException>(() => Export.PyTorch(other, Path.Combine(_folder.Path, "none"))).Message, StringComparison.Ordinal);
        Assert.Contains("Stranger", Assert.Throws<NotSupportedException>(() => Export.Onnx(other, Path.Combine(_folder.Path, "none.onnx"))).Message, StringComparison.Ordinal);
        using var exact = KitModels.Fresh("autoencoder");
        exact.to(ScalarType.Float64);
        Assert.Contains("Float64", Assert.Throws<NotSupportedException>(() => Export.PyTorch(exact, Path.Combine(_folder.Path, "exact"))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static EncoderDecoder Weights(string path, string name)
    {
        var model = KitModels.Fresh(name);
        AeKit.Exporting.Weights.Load(model, path);
        return model;
    }

    private static Dictionary<string, Tensor> Expected(EncoderDecoder model)
    {
        manual_seed(6);
        var (x, labels) = KitModels.Examples(5);
        var (latent, reconstruction) = KitModels.Pass(model, x, labels);
        var expected = new Dictionary<string, Tensor> { ["x"] = x, ["labels"] = labels, ["latent"] = latent, ["reconstruction"] = reconstruction };
        foreach (var mode in new[] { "eval", "train" })
        {
            model.train(mode == "train");
            manual_seed(7);
            model.zero_grad();
            var loss = model.Objective(x, labels);
            expected[$"{mode} loss"] = stack([loss.Total, loss.Reconstruction, loss.Regularization]);
            loss.Total.backward();
        }

        foreach (var (name, parameter) in model.named_parameters())
        {
            if (parameter.grad is { } gradient)
            {
                expected[$"gradient of {name}"] = gradient;
            }
        }

        return expected;
    }

    private sealed class Stranger() : EncoderDecoder(nameof(Stranger))
    {
        public override Tensor Encode(Tensor x) => x;

        public override Tensor Decode(Tensor z) => z;

        public override AutoencoderOutput forward(Tensor input) => new(input, input, input);

        public override LossTerms Loss(Tensor x, AutoencoderOutput output) => throw new NotSupportedException();
    }
}
