namespace TorchSharp;

/// <summary>
/// Owns the tensors created while it is the innermost scope of its thread and disposes them when it ends.
/// Scopes nest; a tensor that must survive is moved out with <see cref="MoveToOuter{T}(T)"/>.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic] private static DisposeScope? _current;

    // An ended scope leaves its list to the next one, unless it has grown large.
    private const int LargestSpare = 4096;
    private static readonly List<torch.Tensor> Nothing = [];
    [ThreadStatic] private static Stack<List<torch.Tensor>>? _spareLists;

    // A tensor remembers its place in the list, so leaving a scope costs nothing that grows with the scope.
    private List<torch.Tensor> _tensors;
    private bool _ended;

    private DisposeScope(DisposeScope? outer)
    {
        OuterScope = outer;
        _tensors = _spareLists is { Count: > 0 } spares ? spares.Pop() : [];
    }

    internal static DisposeScope? Current => _current;

    internal DisposeScope? OuterScope { get; private set; }

    /// <summary>The number of tensors the scope owns now.</summary>
    public int DisposablesCount => Live()._tensors.Count;

    /// <summary>The tensors the scope owns now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Live()._tensors];

    internal static DisposeScope Begin() => _current = new DisposeScope(_current);

    /// <summary>Hands <paramref name="disposable"/> to the enclosing scope, or to nobody if this is the outermost.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(OuterScope, disposable);

    /// <summary>Hands both to the enclosing scope.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
        => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Hands all three to the enclosing scope.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
        => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Hands all <paramref name="disposables"/> to the enclosing scope.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <summary>Hands all <paramref name="disposables"/> to the enclosing scope.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Hands <paramref name="disposable"/> to <paramref name="scope"/>; null means nobody.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        Live();
        var tensor = AsTensor(disposable);
        if (tensor.OwningDisposeScope != this) return disposable;
        Remove(tensor);
        scope?.Add(tensor);
        return disposable;
    }

    /// <summary>Hands all <paramref name="disposables"/> to <paramref name="scope"/>; null means nobody.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables) MoveToOther(scope, disposable);
    }

    /// <summary>Takes <paramref name="disposable"/> out of all scopes: the caller disposes it.</summary>
    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Takes all <paramref name="disposables"/> out of all scopes.</summary>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Takes all <paramref name="disposables"/> out of all scopes.</summary>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes over <paramref name="disposable"/> from whichever scope owns it.</summary>
    public void Attach(IDisposable disposable)
    {
        Live();
        var tensor = AsTensor(disposable);
        if (tensor.OwningDisposeScope == this) return;
        tensor.OwningDisposeScope?.Remove(tensor);
        Add(tensor);
    }

    /// <summary>Takes over all <paramref name="disposables"/>.</summary>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes over all <paramref name="disposables"/> and returns them.</summary>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] all = [.. disposables];
        foreach (var disposable in all) Attach(disposable);
        return all;
    }

    /// <summary>Disposes all tensors of the scope; the scope stays open.</summary>
    public void DisposeEverything()
    {
        Live();
        for (var i = _tensors.Count - 1; i >= 0; i--)
        {
            var tensor = _tensors[i];
            tensor.OwningDisposeScope = null;
            tensor.Dispose();
        }
        _tensors.Clear();
    }

    /// <summary>Disposes all tensors of the scope except <paramref name="inKeep"/>, which it goes on owning.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        List<torch.Tensor> kept = [];
        foreach (var disposable in inKeep)
        {
            var tensor = AsTensor(disposable);
            if (tensor.OwningDisposeScope != this) continue;
            Remove(tensor);
            kept.Add(tensor);
        }
        DisposeEverything();
        foreach (var tensor in kept) Add(tensor);
    }

    /// <summary>Disposes all tensors of the scope except <paramref name="keep"/>, which it goes on owning.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes all tensors of the scope except <paramref name="keep"/>, which it goes on owning.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([(IDisposable)keep]);
        return keep;
    }

    /// <summary>Whether the scope owns <paramref name="disposable"/>.</summary>
    public bool Contains(IDisposable disposable) => disposable is torch.Tensor t && t.OwningDisposeScope == this;

    /// <summary>Ends the scope: disposes its tensors and makes the enclosing scope current again.</summary>
    public void Dispose()
    {
        if (_ended) return;
        DisposeEverything();
        _ended = true;
        if (_tensors.Capacity <= LargestSpare) (_spareLists ??= []).Push(_tensors);
        _tensors = Nothing;
        if (_current == this)
        {
            _current = OuterScope;
            return;
        }
        // Disposed out of order: take this scope out of the middle of the chain.
        for (var scope = _current; scope is not null; scope = scope.OuterScope)
            if (scope.OuterScope == this) scope.OuterScope = OuterScope;
    }

    internal void Add(torch.Tensor tensor)
    {
        Live();
        tensor.OwningDisposeScope = this;
        tensor.ScopeIndex = _tensors.Count;
        _tensors.Add(tensor);
    }

    internal void Remove(torch.Tensor tensor)
    {
        var index = tensor.ScopeIndex;
        var last = _tensors[^1];
        _tensors[index] = last;
        last.ScopeIndex = index;
        _tensors.RemoveAt(_tensors.Count - 1);
        tensor.OwningDisposeScope = null;
    }

    private DisposeScope Live()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        return this;
    }

    private static torch.Tensor AsTensor(IDisposable disposable) => disposable as torch.Tensor
        ?? throw new InvalidOperationException("A DisposeScope can only manage tensors.");
}

public static partial class torch
{
    /// <summary>The innermost open scope of this thread.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScope.Current;

    /// <summary>Opens a scope that disposes all tensors created in it, unless they are moved out.</summary>
    /// <example><code>
    /// using var scope = torch.NewDisposeScope();
    /// var loss = mse_loss(model.call(x), x);
    /// return loss.MoveToOuterDisposeScope();
    /// </code></example>
    public static DisposeScope NewDisposeScope() => DisposeScope.Begin();

    /// <summary>Evaluates <paramref name="expr"/> and disposes every tensor it created except the result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
