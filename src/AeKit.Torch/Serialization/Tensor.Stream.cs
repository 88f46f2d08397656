using TorchSharp.Serialization;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>Writes type, shape and elements in TorchSharp's stream format.</summary>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        TensorFormat.Write(writer, tensor);
    }

    /// <summary>Writes type, shape and elements in TorchSharp's stream format.</summary>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>Stores type, shape and elements in a file, which appears only when complete.</summary>
    public static void Save(this torch.Tensor tensor, string location) => AtomicFile.Write(location, tensor.Save);

    /// <summary>Overwrites the elements by those of a stream, whose type and shape must be equal; or skips them.</summary>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var stored = TensorFormat.Read(reader);
        if (skip) return;
        TensorFormat.RequireFits(stored, tensor, "tensor");
        using (torch.no_grad()) tensor.copy_(stored);
    }
}

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor from a stream that <see cref="TensorExtensionMethods.Save(Tensor, BinaryWriter)"/> wrote.</summary>
        public static Tensor Load(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            return TensorFormat.Read(reader);
        }

        /// <summary>A tensor from a stream that <see cref="TensorExtensionMethods.Save(Tensor, Stream)"/> wrote.</summary>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        /// <summary>A tensor from a file that <see cref="TensorExtensionMethods.Save(Tensor, string)"/> wrote.</summary>
        public static Tensor Load(string location)
        {
            Tensor? tensor = null;
            AtomicFile.Read(location, reader => tensor = Load(reader));
            return tensor!;
        }
    }
}
