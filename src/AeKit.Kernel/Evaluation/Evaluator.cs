using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Executes C# cells, each building on those before it. Knows neither notebooks nor Jupyter: whoever drives it hands
/// in the code and gets the outputs through a sink.
/// </summary>
internal sealed class Evaluator
{
    private readonly NotebookLoadContext _loadContext = new();
    private readonly NotebookReferences _references;
    private readonly SubmissionCompiler _compiler;
    private CSharpCompilation? _previous;
    private object?[] _state = new object?[64];
    private int _executed;

    private readonly bool _mayAbort;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;

    /// <param name="baseDirectory">What the paths in <c>#r</c> and <c>#load</c> lines are relative to.</param>
    /// <param name="mayAbort">
    /// Whether a cancelled cell that does not stop otherwise is aborted, at the risk of the process; if not, it goes on
    /// and is lost with its thread.
    /// </param>
    public Evaluator(string baseDirectory, bool mayAbort = true)
    {
        _mayAbort = mayAbort;
        CellConsole.Install();
        StrayExceptions.Install();
        _references = new(baseDirectory, _loadContext);
        _compiler = new(_loadContext, baseDirectory);
    }

    /// <summary>Where a cell that asks its user gets the answer.</summary>
    public IInputSource Input { get; init; } = NoInput.Instance;

    /// <summary>Executes a cell, after the one before it has ended. A cell that fails or is cancelled keeps the variables it has set.</summary>
    /// <param name="code">The cell's C#.</param>
    /// <param name="cellName">How errors and stack traces name the cell, <c>In[3]</c> for instance.</param>
    /// <param name="sink">Gets what the cell shows, while it runs.</param>
    /// <param name="cancellationToken">Interrupts the cell.</param>
    public async Task<CellResult> ExecuteAsync(string code, string cellName, IOutputSink sink, CancellationToken cancellationToken = default)
    {
        var interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_gate)
            _running = interrupt;
        try
        {
            return await ExecuteInterruptiblyAsync(code, cellName, sink, interrupt.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _running = null;
        }
    }

    private async Task<CellResult> ExecuteInterruptiblyAsync(string code, string cellName, IOutputSink sink, CancellationToken cancellationToken)
    {
        try
        {
            // Compiled elsewhere: an interrupt there must not tear the compiler's own state.
            var submission = await Task.Run(() => Compile(code, cellName, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (submission.Run is { } run)
                await CellThread.RunAsync(() => RunAsync(run, submission.HasValue, sink, cancellationToken), _mayAbort, cancellationToken).ConfigureAwait(false);
            return CellResult.Succeeded;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return CellResult.Cancelled;
        }
        catch (Exception exception)
        {
            var error = CellErrors.Describe(exception, cellName, code);
            sink.Publish(new ErrorOutput(error));
            return CellResult.Failed(error);
        }
    }

    /// <summary>Cancels the running cell; harmless when there is none.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

#pragma warning disable CA1822 // Hosts ask the evaluator of their session.
    /// <summary>Whether <paramref name="code"/> could be run as it is, or needs more lines.</summary>
    public Completeness IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CellSource.ParseOptions);
        return !SyntaxFactory.IsCompleteSubmission(tree) ? new(CompletenessStatus.Incomplete, "    ")
            : tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? new(CompletenessStatus.Invalid)
            : new(CompletenessStatus.Complete);
    }

    /// <summary>The ways to go on at <paramref name="position"/>, in UTF-16 units.</summary>
    public IReadOnlyList<CompletionItem> Complete(string code, int position) => [];

    /// <summary>What is known about the symbol at <paramref name="position"/>, in UTF-16 units; null if there is none.</summary>
    public Inspection? Inspect(string code, int position) => null;

    /// <summary>Loads and compiles what the first cells need, so that they start at once.</summary>
    public Task WarmUpAsync() => Task.CompletedTask;
#pragma warning restore CA1822

    private Submission Compile(string code, string cellName, CancellationToken cancellationToken)
    {
        var source = CellSource.Parse(code, cellName);
        foreach (var reference in source.References)
            _references.Add(reference);
        var submission = _compiler.Compile(source, _references.New, _previous, cancellationToken);
        _references.MarkUsed();
        _previous = submission.Compilation;
        return submission;
    }

    private async Task RunAsync(Func<object?[], Task<object?>> run, bool hasValue, IOutputSink sink, CancellationToken cancellationToken)
    {
        // The cell takes its place in the state as soon as it starts, so a failed one keeps its variables.
        _executed++;
        if (_executed >= _state.Length)
            Array.Resize(ref _state, _state.Length * 2);
        CellContext.Current = new CellContext(sink, cancellationToken);
        var value = await run(_state);
        if (hasValue)
            sink.Publish(new ResultOutput(ObjectFormatting.ToBundle(value)));
    }
}
