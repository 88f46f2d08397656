using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive;

namespace AeKit.Kernel.Evaluation;

/// <summary>What the cells so far have left behind: declarations, values and references.</summary>
internal sealed class Session
{
    private readonly NotebookLoadContext _loadContext = new();
    private readonly NotebookReferences _references;
    private readonly SubmissionCompiler _compiler;
    private readonly ModuleCancellation _modules = new();
    private readonly SubmissionChain _chain;

    /// <param name="baseDirectory">What the paths in <c>#r</c> lines are relative to.</param>
    /// <param name="substitutes">Files that take the place of others in <c>#r</c> lines, by the other's full path.</param>
    public Session(string baseDirectory, IReadOnlyDictionary<string, string>? substitutes = null)
    {
        _references = new(baseDirectory, _loadContext, substitutes);
        _compiler = new(_loadContext, baseDirectory);
        _chain = new(_compiler);
    }

    /// <summary>The variables that can be named now, with their values, in the order of their declaration.</summary>
    public IReadOnlyList<SessionVariable> Variables => [.. _chain.Variables.SelectMany(SessionVariable.Of)];

    /// <summary>Carries out <c>#r</c> and <c>#i</c> lines.</summary>
    /// <returns>The packages that are new.</returns>
    /// <exception cref="CellException">One cannot be carried out.</exception>
    public async Task<IReadOnlyList<RestoredPackage>> AddAsync(IReadOnlyList<ReferenceLine> lines, CancellationToken cancellationToken)
    {
        var packages = lines.Where(line => line.Kind == ReferenceKind.PackageSource || (line.Kind == ReferenceKind.Assembly && line.Package is not null)).ToList();
        foreach (var line in lines.Where(line => line.Kind == ReferenceKind.Assembly && line.Package is null))
            _references.Add(line);
        return packages.Count == 0 ? [] : await _references.AddPackagesAsync(packages, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compiles code and runs it on a thread of its own.</summary>
    /// <param name="part">The code.</param>
    /// <param name="context">The cell it belongs to.</param>
    /// <param name="showsValue">Whether the value of a trailing expression is the cell's result.</param>
    /// <exception cref="CompilationException">The code is not valid C#.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public async Task RunAsync(CodePart part, CellContext context, bool showsValue)
    {
        // Compiled elsewhere: an interrupt there must not tear the compiler's own state.
        var (submission, state, declarations) = await Task.Run(() => Compile(part, context.CancellationToken), context.CancellationToken).ConfigureAwait(false);
        if (submission.Run is not { } run)
            return;
        await CellThread.RunAsync(
            async () =>
            {
                CellContext.Current = context;
                Task<object?> running;
                try
                {
                    running = run(state);
                }
                finally
                {
                    // The code takes its place in the state when it starts, so if it fails it keeps its variables.
                    declarations?.Values = state[^1];
                }
                var value = await running;
                // A handle stands for what has been shown already.
                if (showsValue && value is not DisplayedValue && (value is not null || submission.HasNullValue()))
                    context.Sink.Publish(new ResultOutput(ObjectFormatting.ToBundle(value), value));
            },
            _modules,
            context.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>What code would mean as the next cell. It will not run.</summary>
    public CSharpCompilation Bind(SyntaxTree tree) => _compiler.Create(_compiler.NextNumber(), tree, [], _chain.Before(tree, _references.TakeNew()));

    /// <summary>Code that is not finished, over everything that a cell could name now.</summary>
    public CSharpCompilation Analyze(SyntaxTree tree) => _compiler.Create(_compiler.NextNumber(), tree, [], _chain.BeforeAll(_references.TakeNew()));

    private (Submission Submission, object?[] State, Declarations? Declarations) Compile(CodePart part, CancellationToken cancellationToken)
    {
        while (true)
        {
            var previous = _chain.Before(part.Tree, _references.TakeNew());
            var state = _chain.State();
            var number = _compiler.NextNumber();
            try
            {
                var submission = _compiler.Compile(number, part, previous, _modules, cancellationToken);
                // Later code looks for each of its names in all code before it, so what they cannot find anything in is left out.
                if (!SubmissionCompiler.IsVisibleLater(submission.Compilation))
                    return (submission, state, null);
                // What is fixed is compiled again over all that it must stay behind; of assemblies, so that they keep their symbols.
                if (!Declarations.AreFixed(submission.Compilation) || !(_references.Close() | _chain.Complete()))
                    return (submission, state, _chain.Add(number, part.Tree, submission.Compilation));
            }
            catch (CompilationException exception) when (_references.AddFramework(FrameworkIndex.Find(exception.Errors)))
            {
                // Again, with the part of the framework that was missing.
            }
        }
    }
}
