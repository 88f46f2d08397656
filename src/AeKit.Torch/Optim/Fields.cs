namespace TorchSharp.Modules;

/// <summary>
/// Goes through what an optimiser stores of its options or its state, in the order of TorchSharp's format. An optimiser
/// lists its fields once, and they can be written, read, copied and freed.
/// </summary>
internal abstract class Fields
{
    /// <summary>An option; null before it is taken from the optimiser.</summary>
    public abstract void Option(ref double? value);

    /// <inheritdoc cref="Option(ref double?)"/>
    public abstract void Option(ref bool? value);

    public abstract void Count(ref long value);

    public abstract void Number(ref double value);

    /// <summary>A tensor of the parameter's shape.</summary>
    public abstract void Buffer(ref torch.Tensor value, string name);

    /// <summary>A tensor of the parameter's shape, or null.</summary>
    public abstract void OptionalBuffer(ref torch.Tensor? value);
}

internal sealed class FieldWriter(BinaryWriter writer) : Fields
{
    public override void Option(ref double? value) => writer.Write(value!.Value);

    public override void Option(ref bool? value) => writer.Write(value!.Value);

    public override void Count(ref long value) => writer.Write(value);

    public override void Number(ref double value) => writer.Write(value);

    public override void Buffer(ref torch.Tensor value, string name) => Serialization.TensorFormat.Write(writer, value);

    public override void OptionalBuffer(ref torch.Tensor? value)
    {
        writer.Write(value is not null);
        if (value is not null) Serialization.TensorFormat.Write(writer, value);
    }
}

/// <summary>Reads what a <see cref="FieldWriter"/> wrote.</summary>
/// <param name="reader">The stream.</param>
/// <param name="parameter">The parameter whose state it is, whose type and shape its tensors must have; null for options.</param>
internal sealed class FieldReader(BinaryReader reader, Parameter? parameter = null) : Fields
{
    public override void Option(ref double? value) => value = reader.ReadDouble();

    public override void Option(ref bool? value) => value = reader.ReadBoolean();

    public override void Count(ref long value) => value = reader.ReadInt64();

    public override void Number(ref double value) => value = reader.ReadDouble();

    public override void Buffer(ref torch.Tensor value, string name) => Serialization.TensorFormat.ReadInto(reader, value, name);

    public override void OptionalBuffer(ref torch.Tensor? value)
    {
        var stored = reader.ReadBoolean() ? Serialization.TensorFormat.Read(reader, parameter, "optimizer state").DetachFromDisposeScope() : null;
        value?.Dispose();
        value = stored;
    }
}

/// <summary>Gathers the values, for a <see cref="FieldCopier"/>.</summary>
internal sealed class FieldCollector : Fields
{
    public Queue<object?> Values { get; } = new();

    public override void Option(ref double? value) => Values.Enqueue(value);

    public override void Option(ref bool? value) => Values.Enqueue(value);

    public override void Count(ref long value) => Values.Enqueue(value);

    public override void Number(ref double value) => Values.Enqueue(value);

    public override void Buffer(ref torch.Tensor value, string name) => Values.Enqueue(value);

    public override void OptionalBuffer(ref torch.Tensor? value) => Values.Enqueue(value);
}

/// <summary>Takes values over, tensors by value.</summary>
/// <param name="values">What a <see cref="FieldCollector"/> gathered from an object of the same type.</param>
/// <param name="onlyMissing">Leave options alone that are not null.</param>
internal sealed class FieldCopier(Queue<object?> values, bool onlyMissing = false) : Fields
{
    public override void Option(ref double? value)
    {
        var other = (double?)values.Dequeue();
        if (value is null || !onlyMissing) value = other;
    }

    public override void Option(ref bool? value)
    {
        var other = (bool?)values.Dequeue();
        if (value is null || !onlyMissing) value = other;
    }

    public override void Count(ref long value) => value = (long)values.Dequeue()!;

    public override void Number(ref double value) => value = (double)values.Dequeue()!;

    public override void Buffer(ref torch.Tensor value, string name)
    {
        using (torch.no_grad()) value.copy_((torch.Tensor)values.Dequeue()!);
    }

    public override void OptionalBuffer(ref torch.Tensor? value)
    {
        value?.Dispose();
        value = ((torch.Tensor?)values.Dequeue())?.clone().DetachFromDisposeScope();
    }
}

/// <summary>Frees the tensors.</summary>
internal sealed class FieldDisposer : Fields
{
    public override void Option(ref double? value)
    {
    }

    public override void Option(ref bool? value)
    {
    }

    public override void Count(ref long value)
    {
    }

    public override void Number(ref double value)
    {
    }

    public override void Buffer(ref torch.Tensor value, string name) => value.Dispose();

    public override void OptionalBuffer(ref torch.Tensor? value) => value?.Dispose();
}
