using AeKit.Data;
using AeKit.Exporting;
using AeKit.Models;
using AeKit.Tests.Data;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Exporting;

/// <summary>Thousands of damaged files: each is refused with the documented exception and its name, or is harmless; none costs more than a few times its size.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const long MostBytes = 64 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(".safetensors", 3000)]
    [InlineData(".npz", 2000)]
    [InlineData(".dat", 3000)]
    public void Weights_are_loaded_whole_or_the_model_is_left_as_it_was(string ending, int count)
    {
        var path = Path.Combine(_folder.Path, $"whole{ending}");
        Weights.Save(KitModels.Trained("variational-shallow"), path);
        using var model = KitModels.Fresh("variational-shallow");
        var before = State(model);

        Damage(path, count, damaged =>
        {
            try
            {
                Weights.Load(model, damaged);
                Assert.NotEqual(before, State(model));
                Restore(model, before);
            }
            catch (InvalidDataException)
            {
                Assert.Equal(before, State(model));
                throw;
            }
        });
    }

    [Fact]
    public void Data_files_are_refused_too()
    {
        var path = Path.Combine(_folder.Path, "whole.npz");
        using var data = Digits.Load().Take(3);
        Export.Data(data, path);
        Damage(path, 2000, damaged =>
        {
            using var scope = NewDisposeScope();
            NpyFile.ReadArchive(damaged);
        });
    }

    [Fact]
    public void A_checkpoint_is_refused_and_the_model_left_as_it_was()
    {
        var path = Path.Combine(_folder.Path, "whole.checkpoint");
        using var data = Digits.Load().Take(4);
        Train(new Autoencoder([64, 2]), path, epochs: 1, data);
        manual_seed(3);
        using var model = new Autoencoder([64, 2]);
        var before = State(model);
        Damage(path, 600, damaged =>
        {
            try
            {
                Train(model, damaged, epochs: 1, data);
                Restore(model, before);
            }
            catch (InvalidDataException)
            {
                Assert.Equal(before, State(model));
                throw;
            }
        });
    }

    private static void Train(Autoencoder model, string checkpoint, int epochs, Dataset data)
    {
        using var adam = optim.Adam(model.parameters());
        new Trainer(model, adam) { Epochs = epochs, CheckpointPath = checkpoint }.Fit(data);
    }

    private void Damage(string path, int count, Action<string> load)
    {
        var whole = File.ReadAllBytes(path);
        var random = new Random(20);
        var refused = 0;
        load(path);
        for (var i = 0; i < count; i++)
        {
            var damaged = _folder.Write($"damaged{Path.GetExtension(path)}", Mutated(whole, random));
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                load(damaged);
            }
            catch (InvalidDataException error)
            {
                refused++;
                Assert.True(error.Message.Contains(damaged, StringComparison.Ordinal), error.Message);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                File.Copy(damaged, Path.Combine(Path.GetTempPath(), Path.GetFileName(damaged)), overwrite: true);
                throw new InvalidOperationException($"Mutation {i}, a copy is in the temporary folder: {error}", error);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MostBytes);
        }

        Assert.InRange(refused, count / 4, count);
    }

    /// <summary>A byte or a few changed, a piece cut out, doubled or set to ones, or the end cut off; mostly near the beginning and the end, where headers are.</summary>
    private static byte[] Mutated(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var reach = random.Next(3) == 0 ? bytes.Count : Math.Min(bytes.Count, 300);
            var at = random.Next(2) == 0 ? random.Next(reach) : bytes.Count - 1 - random.Next(reach);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    for (var i = at; i < at + length; i++)
                    {
                        bytes[i] = 0xFF;
                    }

                    break;
                default:
                    bytes[at] = (byte)"0123456789{}[]\",:9"[random.Next(18)];
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return random.Next(8) == 0 ? [.. bytes.Take(random.Next(bytes.Count))] : [.. bytes];
    }

    private static float[] State(EncoderDecoder model) => [.. model.parameters().SelectMany(p => p.data<float>().ToArray())];

    private static void Restore(EncoderDecoder model, float[] values)
    {
        using var noGrad = no_grad();
        var at = 0;
        foreach (var parameter in model.parameters())
        {
            var count = (int)parameter.numel();
            using var old = tensor(values[at..(at + count)], parameter.shape);
            parameter.copy_(old);
            at += count;
        }
    }
}
