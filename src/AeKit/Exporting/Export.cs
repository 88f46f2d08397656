using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Exporting;

/// <summary>
/// The ways out of the kit: to PyTorch, on one machine or many, and to ONNX, which runs in a browser. All give the same
/// numbers there. docs/scaling.md leads from a notebook to each; <see cref="Weights.Load"/> leads back.
/// </summary>
/// <example><code>
/// Export.PyTorch(model, "digits");                    // digits/model.py, train.py, weights.safetensors
/// Export.Data(train, "digits/train.npz");             // what train.py learns from
/// Export.Onnx(model, "decoder.onnx", OnnxPart.Decoder);
/// </code></example>
public static class Export
{
    /// <summary>
    /// Writes <c>model.py</c>, the same architecture and objective in PyTorch; <c>weights.safetensors</c>; and
    /// <c>train.py</c>, which goes on training, in one process or under <c>torchrun</c> in many. They need PyTorch 1.13
    /// or later and NumPy, and nothing else.
    /// </summary>
    /// <param name="model">A model of the kit.</param>
    /// <param name="folder">Made if it is not there; files of these names are replaced.</param>
    /// <exception cref="NotSupportedException">The model is not one of the kit's, or its weights are not Float32.</exception>
    public static void PyTorch(EncoderDecoder model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (model.parameters().FirstOrDefault(parameter => parameter.dtype != ScalarType.Float32) is { } other)
        {
            throw new NotSupportedException($"model.py and train.py calculate in Float32, but this {model.GetName()} has weights of type {other.dtype}: convert it with model.to(ScalarType.Float32).");
        }

        var text = PythonModel.Text(model);
        Directory.CreateDirectory(folder);
        WriteText(Path.Combine(folder, "model.py"), text);
        WriteText(Path.Combine(folder, "train.py"), PythonModel.TrainingScript());
        Weights.Save(model, Path.Combine(folder, "weights.safetensors"));
    }

    /// <summary>
    /// Writes a data set as <c>train.py</c> reads it, and <c>numpy.load</c>: a .npz archive with <c>features</c>,
    /// float32 (N, D), and, if there are labels, <c>labels</c>, int64 (N).
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="path">A name that ends with .npz; an existing file is replaced.</param>
    /// <exception cref="ArgumentException">The name does not end with .npz.</exception>
    public static void Data(Dataset data, string path)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{path}': data are written as .npz, so the name must end with it.", nameof(path));
        }

        var arrays = new Dictionary<string, Tensor> { ["features"] = data.Features };
        if (data.Labels is not null)
        {
            arrays.Add("labels", data.Labels);
        }

        NpyFile.WriteArchive(path, arrays);
    }

    /// <summary>
    /// Writes a model, or a part of it, in the ONNX format (IR version 7, operator set 13: ONNX Runtime 1.6 or later, on
    /// servers, in browsers, on telephones). The number of examples N is free. It computes what the model does in
    /// evaluation mode, and nothing in it is random: a variational model decodes the posterior's mean, not a sample. To
    /// sample, take the encoder's mean and log variance and give the decoder mean + exp(½ log variance) ε. Codes of
    /// a compressive model are rounded.
    /// </summary>
    /// <param name="model">A model of the kit.</param>
    /// <param name="path">An existing file is replaced.</param>
    /// <param name="part">
    /// <see cref="OnnxPart.Model"/>: x → reconstruction and latent. <see cref="OnnxPart.Encoder"/>: x → latent, of variational
    /// models mean and log_variance. <see cref="OnnxPart.Decoder"/>: z → reconstruction. A conditional VAE also takes
    /// labels, int64 (N).
    /// </param>
    /// <exception cref="NotSupportedException">The model is not one of the kit's, or larger than the 2 GB that a protobuf file can hold.</exception>
    public static void Onnx(EncoderDecoder model, string path, OnnxPart part = OnnxPart.Model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = OnnxModel.Bytes(model, part);
        AtomicFile.Write(path, file => file.Write(bytes));
    }

    private static void WriteText(string path, string text) => AtomicFile.Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
