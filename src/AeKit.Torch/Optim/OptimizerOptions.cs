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
    }

    /// <summary>Reads the options written by <see cref="SaveStateDict"/>.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Takes over the options of <paramref name="source"/>.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        ArgumentNullException.ThrowIfNull(source);
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }
}

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

    private protected static void SaveOptional(BinaryWriter writer, torch.Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null) Serialization.TensorFormat.Write(writer, tensor);
    }

    private protected static torch.Tensor? LoadOptional(BinaryReader reader, torch.Tensor? old)
    {
        var stored = reader.ReadBoolean() ? Serialization.TensorFormat.Read(reader).DetachFromDisposeScope() : null;
        old?.Dispose();
        return stored;
    }

    private protected static void Replace(torch.Tensor target, torch.Tensor source)
    {
        using (torch.no_grad()) target.copy_(source);
    }
}

/// <summary>Parameters that share options.</summary>
public class ParamGroup : torch.optim.ILearningRateController
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters
    {
        get => Members;
        // The sequence may be lazy, and is walked at every step.
        set => Members = [.. value];
    }

    internal Parameter[] Members { get; private set; } = [];

    /// <summary>Whether a schedule has taken over the learning rate.</summary>
    internal bool IsScheduled { get; set; }

    /// <summary>The options.</summary>
    public OptimizerOptions Options { get; set; } = null!;

    /// <summary>The learning rate now.</summary>
    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    /// <summary>The learning rate at the start.</summary>
    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

/// <summary>Parameters that share options of a certain kind.</summary>
/// <typeparam name="TOptions">The optimiser's options.</typeparam>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    /// <summary>An empty group.</summary>
    public ParamGroup()
    {
    }

    /// <summary>A group of <paramref name="parameters"/>.</summary>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        if (options is not null) base.Options = options;
    }

    /// <summary>The options.</summary>
    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
