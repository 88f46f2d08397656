using System.IO.Compression;
using System.Text.Json;
using AeKit.Data;
using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Training;

/// <summary>
/// Everything that the rest of a training run depends on, in one zip file: weights and optimizer state in TorchSharp's
/// formats, the state of the global generator, the best weights so far, and the history.
/// </summary>
internal static class Checkpoint
{
    private const string Weights = "weights.dat", Optimizer = "optimizer.dat", Random = "random.dat", Best = "best.dat", Epochs = "history.json";

    public static void Save(string path, EncoderDecoder model, OptimizerHelper optimizer, BestWeights best, History history) =>
        AtomicFile.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create);
            Write(archive, Weights, stream => model.save(stream));
            Write(archive, Optimizer, stream =>
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                optimizer.save_state_dict(writer);
            });
            Write(archive, Random, stream =>
            {
                using var state = random.get_rng_state();
                stream.Write(state.data<byte>().ToArray());
            });
            Write(archive, Epochs, stream => JsonSerializer.Serialize(stream, history.Epochs));
            if (best.Weights is not null)
            {
                Write(archive, Best, stream => stream.Write(best.Weights));
            }
        });

    /// <summary>Restores all of it; a file that does not fit leaves model and optimizer as they were.</summary>
    public static History Load(string path, EncoderDecoder model, OptimizerHelper optimizer, BestWeights best)
    {
        using var before = new MemoryStream();
        model.save(before);
        using var optimizerBefore = new MemoryStream();
        using (var writer = new BinaryWriter(optimizerBefore, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            optimizer.save_state_dict(writer);
        }

        using var randomBefore = random.get_rng_state();
        using var file = File.OpenRead(path);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var history = new History();
            foreach (var epoch in JsonSerializer.Deserialize<EpochRecord[]>(Read(archive, Epochs)) ?? [])
            {
                history.Add(epoch);
            }

            using var weights = new MemoryStream(Read(archive, Weights));
            using var state = new BinaryReader(new MemoryStream(Read(archive, Optimizer)));
            using var generator = tensor(Read(archive, Random));
            var bestWeights = archive.GetEntry(Best) is null ? null : Read(archive, Best);

            model.load(weights);
            optimizer.load_state_dict(state);
            random.set_rng_state(generator);
            best.Weights = bestWeights;
            return history;
        }
        catch (Exception e)
        {
            // Whatever it is that a damaged file makes of its parts: nothing of it stays. (TorchSharp's save has closed the stream.)
            using var weights = new MemoryStream(before.ToArray());
            model.load(weights);
            optimizerBefore.Position = 0;
            using var state = new BinaryReader(optimizerBefore);
            optimizer.load_state_dict(state);
            random.set_rng_state(randomBefore);
            throw new InvalidDataException(
                $"{path} is not a checkpoint of this model and optimizer: {e.Message} Delete it to train from the start, or set another CheckpointPath.", e);
        }
    }

    private static void Write(ZipArchive archive, string name, Action<Stream> write)
    {
        // Weights and generator states hardly compress; and TorchSharp's writers want a stream that can seek.
        using var content = new MemoryStream();
        write(content);
        using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content.ToArray());
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"it has no entry '{name}'.");
        if (entry.Length != entry.CompressedLength)
        {
            throw new InvalidDataException($"its entry '{name}' is packed, which those of a checkpoint are not.");
        }

        using var stream = entry.Open();
        var content = TensorBytes.Read(stream, entry.Length);
        return content.Length == entry.Length && stream.ReadByte() < 0
            ? content
            : throw new InvalidDataException($"its entry '{name}' does not have the {entry.Length} bytes it should have.");
    }
}
