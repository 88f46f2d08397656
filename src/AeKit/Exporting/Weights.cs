using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Exporting;

/// <summary>
/// A model's parameters and buffers in a file, and back. The ending of the name says which format: <c>.safetensors</c>
/// (PyTorch, JAX, and the <c>train.py</c> of <see cref="Export.PyTorch"/>), <c>.npz</c> (NumPy) or <c>.dat</c>
/// (TorchSharp's <c>module.save</c>). None of them holds code, and reading one runs none.
/// </summary>
/// <remarks>Only tensors are stored: to read them back, make the model with the same arguments first. Ten megabytes of weights are ten megabytes in each format.</remarks>
/// <example><code>
/// Weights.Save(model, "digits.safetensors");
/// var same = new Autoencoder([64, 128, 8]);
/// Weights.Load(same, "digits.safetensors");
/// </code></example>
public static class Weights
{
    private const string Safe = ".safetensors", Numpy = ".npz", TorchSharp = ".dat";

    /// <summary>Writes all parameters and buffers, whole or not at all.</summary>
    /// <param name="model">The model; its mode does not matter.</param>
    /// <param name="path">An existing file is replaced.</param>
    /// <exception cref="ArgumentException">The name ends with none of the three endings.</exception>
    public static void Save(EncoderDecoder model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        switch (Ending(path))
        {
            case Safe:
                Safetensors.Write(path, model.state_dict());
                break;
            case Numpy:
                NpyFile.WriteArchive(path, model.state_dict());
                break;
            default:
                AtomicFile.Write(path, stream => model.save(stream));
                break;
        }
    }

    /// <summary>Overwrites all parameters and buffers by those of the file, or none if they do not fit.</summary>
    /// <param name="model">A model of the same class and sizes as the one that was saved.</param>
    /// <param name="path">What <see cref="Save"/> wrote, or PyTorch or NumPy under the same names.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">The name ends with none of the three endings.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or a tensor is missing, one too many, or of another shape or type than the model's. The
    /// message names the file and the tensor; the model is as it was.
    /// </exception>
    public static void Load(EncoderDecoder model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        var ending = Ending(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        }

        if (ending == TorchSharp)
        {
            LoadTorchSharp(model, path);
            return;
        }

        // The file's tensors are compared with the model's before their data are read, so a file takes no more memory than the model.
        using var scope = NewDisposeScope();
        var own = model.state_dict();
        void Expect(string name, ScalarType type, long[] shape)
        {
            if (!own.TryGetValue(name, out var target))
            {
                throw Misfit(path, $"it has a tensor '{name}', which a {model.GetName()} has not");
            }

            if (!target.shape.SequenceEqual(shape) || target.dtype != type)
            {
                throw Misfit(path, $"tensor '{name}' is {type} ({string.Join(", ", shape)}), the model's is {target.dtype} ({string.Join(", ", target.shape)})");
            }
        }

        var tensors = ending == Safe ? Safetensors.Read(path, Expect) : NpyFile.ReadArchive(path, Expect);
        if (own.Keys.FirstOrDefault(name => !tensors.ContainsKey(name)) is { } missing)
        {
            throw Misfit(path, $"it has no tensor '{missing}', which a {model.GetName()} needs");
        }

        using var noGrad = no_grad();
        foreach (var (name, tensor) in tensors)
        {
            own[name].copy_(tensor);
        }
    }

    // TorchSharp's own reader may stop half-way, so what there was is kept.
    private static void LoadTorchSharp(EncoderDecoder model, string path)
    {
        using var before = new MemoryStream();
        model.save(before);
        try
        {
            model.load(path);
        }
        catch (Exception error)
        {
            // TorchSharp's save has closed the stream.
            using var weights = new MemoryStream(before.ToArray());
            model.load(weights);
            if (error is InvalidDataException && error.Message.Contains(path, StringComparison.Ordinal))
            {
                throw;
            }

            throw Misfit(path, error.Message.TrimEnd('.'), error);
        }
    }

    private static string Ending(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new[] { Safe, Numpy, TorchSharp }.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"'{path}': the name of a file of weights ends with {Safe}, {Numpy} or {TorchSharp}, which says its format.", nameof(path));
    }

    private static InvalidDataException Misfit(string path, string what, Exception? inner = null) =>
        new($"'{path}' does not fit the model: {what}. Make the model with the arguments it was saved with, or give another file.", inner);
}
