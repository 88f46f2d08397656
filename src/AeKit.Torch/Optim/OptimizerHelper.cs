using TorchSharp.Serialization;

namespace TorchSharp.Modules;

/// <summary>An optimiser that keeps state for each parameter and can store it, to resume training bit for bit.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    private protected OptimizerHelper()
    {
    }

    private protected OptimizerState StateOf(Parameter parameter) => _states[parameter];

    private protected void Register(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        Groups.Add(group);
        foreach (var parameter in group.Members)
            if (!_states.TryAdd(parameter, newState(parameter)))
                throw new ArgumentException($"{GetType().Name}: a parameter appears in more than one place; each belongs to one group, once.");
    }

    private protected void Require(bool condition, string option, double? value, string rule)
    {
        if (!condition) throw new ArgumentException($"{GetType().Name}: the {option} must be {rule}, got {value}.");
    }

    private protected void RequireParameters()
    {
        if (!parameters().Any())
            throw new ArgumentException($"{GetType().Name}: there are no parameters to learn. Give it model.parameters(); a module finds its own if its constructor ends with RegisterComponents().");
    }

    /// <summary>The options of all groups and the state of all parameters.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in Groups)
        {
            dictionary.Options.Add(group.Options);
            List<int> positions = [];
            foreach (var parameter in group.Members)
            {
                positions.Add(dictionary.State.Count);
                dictionary.State.Add(_states[parameter]);
            }
            dictionary.StateIndexRef.Add(positions);
        }
        return dictionary;
    }

    /// <summary>Takes over options and state from another optimiser of the same kind, by value.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        RequireCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i])) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (var i = 0; i < own.State.Count; i++)
            if (!ReferenceEquals(own.State[i], state_dict.State[i])) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    /// <summary>Stores options and state in a file, which appears only when complete.</summary>
    public void save_state_dict(string location) => AtomicFile.Write(location, save_state_dict);

    /// <summary>Restores options and state from a file; a file that does not fit changes nothing.</summary>
    public void load_state_dict(string location) => AtomicFile.Read(location, load_state_dict);

    /// <summary>Stores options and state in TorchSharp's format.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var own = state_dict();
        writer.Write(GetType().Name);
        Leb128.Write(writer, own.Options.Count);
        Leb128.Write(writer, own.State.Count);
        foreach (var options in own.Options) options.SaveStateDict(writer);
        foreach (var state in own.State) state.SaveStateDict(writer);
    }

    /// <summary>Restores options and state written by <see cref="save_state_dict(BinaryWriter)"/>.</summary>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var kind = Name.Read(reader);
        if (kind != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");
        var own = state_dict();
        RequireCounts(own, Leb128.Read(reader), Leb128.Read(reader));

        // A copy of everything first, so that a stream that breaks off leaves the optimiser as it was.
        using var backup = new MemoryStream();
        using (var writer = new BinaryWriter(backup, System.Text.Encoding.UTF8, leaveOpen: true)) WriteParts(own, writer);
        try
        {
            ReadParts(own, reader);
        }
        catch
        {
            backup.Position = 0;
            using var old = new BinaryReader(backup);
            ReadParts(own, old);
            throw;
        }
    }

    /// <summary>Disposes the optimiser's state, not the parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var state in _states.Values) (state as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    private static void WriteParts(StateDictionary own, BinaryWriter writer)
    {
        foreach (var options in own.Options) options.SaveStateDict(writer);
        foreach (var state in own.State) state.SaveStateDict(writer);
    }

    private static void ReadParts(StateDictionary own, BinaryReader reader)
    {
        foreach (var options in own.Options) options.LoadStateDict(reader);
        foreach (var state in own.State) state.LoadStateDict(reader);
    }

    private static void RequireCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count || states != own.State.Count)
            throw new ArgumentException(
                $"Invalid optimizer state: it has {groups} parameter groups with {states} parameters, this optimizer {own.Options.Count} with {own.State.Count}.");
    }
}
