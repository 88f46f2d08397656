using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Serialization;

/// <summary>TorchSharp's stream format of one tensor: type, number of dimensions, sizes (all LEB128), then the elements, little-endian, row by row.</summary>
internal static class TensorFormat
{
    private const long MostDimensions = 64;

    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        Leb128.Write(writer, (long)tensor.dtype);
        Leb128.Write(writer, tensor.Layout.Rank);
        foreach (var size in tensor.Layout.Sizes) Leb128.Write(writer, size);
        using var dense = new Dense(tensor);
        writer.Write(dense.Tensor.bytes);
    }

    /// <summary>A new tensor; where another is given, of its type and shape, which is found out before there is memory for it.</summary>
    internal static Tensor Read(BinaryReader reader, Tensor? like = null, string name = "tensor")
    {
        var number = Leb128.Read(reader);
        var type = (torch.ScalarType)number;
        if ((long)type != number || !Enum.IsDefined(type)) throw new InvalidDataException($"Element type {number} is unknown: this is not a checkpoint, or it holds a type this engine does not support.");
        var rank = Leb128.Read(reader);
        if (rank > MostDimensions) throw new InvalidDataException($"A tensor of {rank} dimensions: this is not a checkpoint.");
        var sizes = new long[rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = Leb128.Read(reader);
        if (like is not null) RequireFits(type, sizes, like, name);
        var bytes = sizes.Aggregate((double)type.Size(), (a, b) => a * b);
        var stream = reader.BaseStream;
        if (stream.CanSeek && bytes > stream.Length - stream.Position) throw new EndOfStreamException();
        var tensor = Tensor.Empty(Layout.Contiguous(sizes), type);
        reader.BaseStream.ReadExactly(tensor.bytes);
        return tensor;
    }

    /// <summary>Overwrites <paramref name="target"/>, whose type and shape the stored tensor must have.</summary>
    internal static void ReadInto(BinaryReader reader, Tensor target, string name)
    {
        using var stored = Read(reader, target, name);
        using (torch.no_grad()) target.copy_(stored);
    }

    internal static void RequireFits(Tensor stored, Tensor target, string name) => RequireFits(stored.dtype, stored.Layout.Sizes, target, name);

    private static void RequireFits(torch.ScalarType type, long[] sizes, Tensor target, string name)
    {
        if (type != target.dtype)
            throw new ArgumentException($"Mismatched tensor data types: '{name}' is {type} in the stream and {target.dtype} here.");
        if (!Shape.Same(sizes, target.Layout.Sizes))
            throw new ArgumentException($"Mismatched tensor shapes: '{name}' is {Shape.Text(sizes)} in the stream and {Shape.Text(target.Layout.Sizes)} here.");
    }
}
