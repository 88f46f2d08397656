using System.IO.Compression;
using AeKit.Data;
using AeKit.Exporting;
using AeKit.Models;
using AeKit.Tests.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Exporting;

public sealed class WeightsTests : IDisposable
{
    private static readonly string[] Endings = [".safetensors", ".npz", ".dat"];

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_model_goes_to_each_format_and_back()
    {
        foreach (var name in KitModels.Names)
        {
            var model = KitModels.Trained(name);
            foreach (var ending in Endings)
            {
                var path = Path.Combine(_folder.Path, $"weights{ending}");
                Weights.Save(model, path);
                var other = KitModels.Fresh(name);
                Weights.Load(other, path);
                Assert.Equal(State(model), State(other));
            }
        }

        Assert.Equal(Endings.Length, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData(".safetensors")]
    [InlineData(".npz")]
    [InlineData(".dat")]
    public void A_name_missing_one_too_many_another_shape_and_another_type_are_refused_and_nothing_changes(string ending)
    {
        var model = KitModels.Fresh("variational");
        Refused(model, ending, tensors => tensors.Remove("mean.bias"), "mean.bias");
        Refused(model, ending, tensors => tensors.Add("extra", ones(2)), "extra");
        Refused(model, ending, tensors => tensors["mean.bias"] = ones(1, 3), "mean.bias");
        Refused(model, ending, tensors => tensors["mean.bias"] = ones(4), "mean.bias");
        Refused(model, ending, tensors => tensors["mean.bias"] = ones(3, float64), "mean.bias");
    }

    [Fact]
    public void Another_ending_and_a_file_that_is_not_there_are_named()
    {
        using var model = KitModels.Fresh("autoencoder");
        Assert.Contains("'weights.pt'", Assert.Throws<ArgumentException>(() => Weights.Save(model, "weights.pt")).Message, StringComparison.Ordinal);
        Assert.Contains("nothing.npz", Assert.Throws<FileNotFoundException>(() => Weights.Load(model, Path.Combine(_folder.Path, "nothing.npz"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_arrays_of_one_name_are_refused()
    {
        var path = Path.Combine(_folder.Path, "twice.npz");
        var once = Path.Combine(_folder.Path, "once.npz");
        NpyFile.WriteArchive(once, new Dictionary<string, Tensor> { ["a"] = ones(2) });
        using (var source = ZipFile.OpenRead(once))
        using (var target = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            for (var copy = 0; copy < 2; copy++)
            {
                using var from = source.GetEntry("a.npy")!.Open();
                using var to = target.CreateEntry("a.npy").Open();
                from.CopyTo(to);
            }
        }

        Assert.Contains("two arrays", Assert.Throws<InvalidDataException>(() => NpyFile.ReadArchive(path)).Message, StringComparison.Ordinal);
    }

    private void Refused(EncoderDecoder model, string ending, Action<Dictionary<string, Tensor>> change, string name)
    {
        var tensors = KitModels.Trained("variational").state_dict();
        change(tensors);
        var path = Path.Combine(_folder.Path, $"changed{ending}");
        switch (ending)
        {
            case ".safetensors":
                Safetensors.Write(path, tensors);
                break;
            case ".npz":
                NpyFile.WriteArchive(path, tensors);
                break;
            default:
                using (var writer = new BinaryWriter(File.Create(path)))
                {
                    nn.Module.save_state_dict(writer, tensors);
                }

                break;
        }

        var before = State(model);
        var message = Assert.Throws<InvalidDataException>(() => Weights.Load(model, path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);

        // TorchSharp's format counts before it names.
        if (ending != ".dat" || tensors.Count == model.state_dict().Count)
        {
            Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        }

        Assert.Equal(before, State(model));
    }

    private static double[] State(EncoderDecoder model) =>
        [.. model.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.to_type(ScalarType.Float64).contiguous().data<double>().ToArray())];
}
