using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// The second way to stop a session's code. The compiler puts a check of one token per assembly into every loop,
/// function and lambda, also where <see cref="InterruptChecks"/> has no place for a statement of its own:
/// <c>Enumerable.Range(0, n).Sum(x => 2.0 * x)</c>. It stops all code of the session, not the interrupted cell alone.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The session's code may still look at the token; its source has nothing to release.")]
internal sealed class ModuleCancellation
{
    private const string TypeName = "<PrivateImplementationDetails>";
    private const string FieldName = "ModuleCancellationToken";

    private readonly List<FieldInfo> _tokens = [];
    private readonly Lock _gate = new();
    private CancellationTokenSource _source = new();

    /// <summary>Takes over the token of an assembly that has just been loaded.</summary>
    public void Add(Assembly assembly)
    {
        if (assembly.GetType(TypeName)?.GetField(FieldName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) is not { } token)
            return;
        lock (_gate)
        {
            _tokens.Add(token);
            token.SetValue(null, _source.Token);
        }
    }

    /// <summary>Stops the session's code.</summary>
    public void Cancel() => _ = _source.CancelAsync(); // What the token's listeners do must not hold up its owner.

    /// <summary>Lets the session's code run again.</summary>
    public void Renew()
    {
        if (!_source.IsCancellationRequested)
            return;
        lock (_gate)
        {
            _source = new();
            foreach (var token in _tokens)
                token.SetValue(null, _source.Token);
        }
    }
}
