using System.Diagnostics;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation.Assistance;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Executes C# cells, each building on those before it, and helps to write them. Knows neither notebooks nor Jupyter:
/// whoever drives it hands in the code and gets the outputs through a sink.
/// </summary>
internal sealed class Evaluator
{
    private readonly string _baseDirectory;
    private readonly Session _session;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;

    /// <param name="baseDirectory">What the paths in <c>#r</c> and <c>#load</c> lines are relative to.</param>
    /// <param name="substitutes">Files that take the place of others in <c>#r</c> lines, by the other's full path.</param>
    public Evaluator(string baseDirectory, IReadOnlyDictionary<string, string>? substitutes = null)
    {
        CellConsole.Install();
        CellInput.Install();
        StrayExceptions.Install();
        _baseDirectory = baseDirectory;
        _session = new(baseDirectory, substitutes);
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
        var context = new CellContext(sink, Input, interrupt.Token);
        lock (_gate)
            _running = interrupt;
        try
        {
            return await ExecuteAsync(code, cellName, context).ConfigureAwait(false);
        }
        finally
        {
            context.End();
            lock (_gate)
                _running = null;
        }
    }

    private async Task<CellResult> ExecuteAsync(string code, string cellName, CellContext context)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            if (HelpQuestion.In(code) is { } name)
            {
                context.Sink.Publish(new HelpOutput(Explain(name)));
                return CellResult.Succeeded;
            }
            var source = CellSource.Parse(code, cellName);
            await ExecuteAsync(source, _baseDirectory, context, []).ConfigureAwait(false);
            if (source.IsTimed)
                Show(context, new(MimeTypes.Plain, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.0} ms"));
            return CellResult.Succeeded;
        }
        catch (CellNotStoppedException exception)
        {
            context.Sink.Publish(new StreamOutput(StreamOutput.StandardError, exception.Message + "\n"));
            return CellResult.Cancelled with { GoesOn = true };
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            return CellResult.Cancelled;
        }
        catch (Exception exception)
        {
            var error = CellErrors.Describe(exception, cellName, code);
            context.Sink.Publish(new ErrorOutput(error));
            return CellResult.Failed(error);
        }
    }

    /// <param name="source">A cell or a script.</param>
    /// <param name="directory">What paths in it are relative to.</param>
    /// <param name="context">The cell.</param>
    /// <param name="loading">The scripts under way, the outermost first; empty for the cell itself.</param>
    private async Task ExecuteAsync(CellSource source, string directory, CellContext context, IReadOnlyList<string> loading)
    {
        foreach (var part in source.Parts)
        {
            switch (part)
            {
                case CodePart code:
                    foreach (var package in await _session.AddAsync(code.References, context.CancellationToken).ConfigureAwait(false))
                        Show(context, new(MimeTypes.Plain, $"Installed package {package.Id} {package.Version}"));
                    foreach (var script in code.References.Where(line => line.Kind == ReferenceKind.Script))
                        await LoadAsync(script, directory, context, loading).ConfigureAwait(false);
                    await _session.RunAsync(code, context, showsValue: loading.Count == 0).ConfigureAwait(false);
                    break;
                case TextPart text:
                    Show(context, TextDisplay.Of(text));
                    break;
                case CommandPart { Command: var command }:
                    Show(context, CommandDisplay.Of(command, _session.Variables));
                    break;
            }
        }
    }

    private async Task LoadAsync(ReferenceLine line, string directory, CellContext context, IReadOnlyList<string> loading)
    {
        var path = Path.GetFullPath(line.Reference, directory);
        if (!File.Exists(path))
            throw line.Error($"The file '{line.Reference}' does not exist. Paths are relative to the notebook's folder, in a script to the script's.");
        if (loading.Contains(path))
            throw line.Error($"'{line.Reference}' loads itself.");
        var code = File.ReadAllText(path); // Not asynchronous: that would need a thread of the pool.
        try
        {
            var source = CellSource.Parse(code, Path.GetFileName(path));
            await ExecuteAsync(source, Path.GetDirectoryName(path)!, context, [.. loading, path]).ConfigureAwait(false);
        }
        catch (CellException exception)
        {
            throw line.Error($"{Path.GetFileName(path)}, line {exception.Line}: {exception.Message}");
        }
    }

    private MimeBundle Explain(string name) => Inspect(name, name.Length)?.Data
        ?? throw new CellException($"There is nothing known about '{name}'. Ask for a name, as in Console.WriteLine? or ?Console.", 1, 1);

    private static void Show(CellContext context, MimeBundle data) => context.Sink.Publish(new DisplayOutput(context.NextDisplayId(), data));

    /// <summary>Cancels the running cell; harmless when there is none.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    /// <summary>What the names in <paramref name="code"/> mean now: a model for each of its stretches of C#. Nothing is run.</summary>
    /// <exception cref="CellException">A <c>#!</c> line, which this kernel does not know.</exception>
    public IReadOnlyList<SemanticModel> Bind(string code) =>
        [.. CellSource.Parse(code, "").Parts.OfType<CodePart>().Select(part => _session.Bind(part.Tree).GetSemanticModel(part.Tree))];

#pragma warning disable CA1822 // Hosts ask the evaluator of their session.
    /// <summary>Whether <paramref name="code"/> could be run as it is, or needs more lines.</summary>
    public Completeness IsComplete(string code) => CompletenessCheck.Of(code);

    /// <summary>Loads and compiles what the first cells need, so that they start at once.</summary>
    /// <param name="cancellationToken">Ends what only helps later cells: the first has come.</param>
    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.Run(() => WarmUp.RunAsync(cancellationToken), CancellationToken.None);
#pragma warning restore CA1822

    /// <summary>The ways to go on at <paramref name="position"/>, in UTF-16 units.</summary>
    public IReadOnlyList<CompletionItem> Complete(string code, int position) => CodeCompletion.At(code, position, _session, _baseDirectory);

    /// <summary>What is known about the symbol at <paramref name="position"/>, in UTF-16 units; null if there is none.</summary>
    public Inspection? Inspect(string code, int position) => SymbolInspection.At(code, position, _session);
}
