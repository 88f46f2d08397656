namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers about one parameter.</summary>
public abstract class OptimizerState
{
    private protected OptimizerState(Parameter parameter) => Parameter = parameter;

    private protected Parameter Parameter { get; }

    /// <summary>Writes the state in TorchSharp's format.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state written by <see cref="SaveStateDict"/>.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Takes over the state of <paramref name="source"/>, by value.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    private protected static torch.Tensor Zeros(Parameter parameter)
    {
        var state = torch.zeros_like(parameter);
        return state.DetachFromDisposeScope();
    }
}

/// <summary>What the optimisers of this library remember about one parameter: numbers, and tensors of its shape.</summary>
public abstract class ParameterState : OptimizerState, IDisposable
{
    private protected ParameterState(Parameter parameter) : base(parameter)
    {
    }

    /// <inheritdoc/>
    public sealed override void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Visit(new FieldWriter(writer));
    }

    /// <inheritdoc/>
    public sealed override void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Visit(new FieldReader(reader, Parameter));
    }

    /// <inheritdoc/>
    public sealed override void LoadStateDict(OptimizerState source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.GetType() != GetType())
            throw new ArgumentException($"This is the state of another optimizer: {source.GetType().DeclaringType?.Name} in place of {GetType().DeclaringType?.Name}.");
        var values = new FieldCollector();
        ((ParameterState)source).Visit(values);
        Visit(new FieldCopier(values.Values));
    }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        Visit(new FieldDisposer());
        GC.SuppressFinalize(this);
    }

    /// <summary>Lists what is stored.</summary>
    private protected abstract void Visit(Fields fields);
}
