namespace TorchSharp.Modules;

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
