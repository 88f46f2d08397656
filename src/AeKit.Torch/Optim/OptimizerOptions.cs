namespace TorchSharp.Modules;

/// <summary>The options a group of parameters shares.</summary>
public class OptimizerOptions
{
    /// <summary>The learning rate; the optimiser's if null.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The learning rate at the start.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Writes the options in TorchSharp's format.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
        Visit(new FieldWriter(writer));
    }

    /// <summary>Reads the options written by <see cref="SaveStateDict"/>.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        Visit(new FieldReader(reader));
    }

    /// <summary>Takes over the options of <paramref name="source"/>.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Visit(new FieldCopier(ValuesOf(source)));
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    /// <summary>Takes options that are null from <paramref name="defaults"/>.</summary>
    internal void FillFrom(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        Visit(new FieldCopier(ValuesOf(defaults), onlyMissing: true));
    }

    /// <summary>Lists the options after the learning rates.</summary>
    private protected virtual void Visit(Fields fields)
    {
    }

    private Queue<object?> ValuesOf(OptimizerOptions other)
    {
        if (!other.GetType().IsInstanceOfType(this) && !GetType().IsInstanceOfType(other))
            throw new ArgumentException($"These are options of another optimizer: {other.GetType().DeclaringType?.Name} in place of {GetType().DeclaringType?.Name}.");
        var values = new FieldCollector();
        other.Visit(values);
        return values.Values;
    }
}
