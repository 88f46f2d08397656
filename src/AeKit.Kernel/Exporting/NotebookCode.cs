using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Exporting;

/// <summary>The code cells of a notebook, bound as the kernel would bind them one after the other, without running them.</summary>
internal sealed class NotebookCode
{
    private readonly Notebook _notebook;
    private readonly NotebookReferences _references;
    private readonly Dictionary<Cell, IReadOnlyList<BoundPart>> _cells = [];
    private readonly List<ReferenceLine> _lines = [];
    private readonly List<MetadataReference> _known = [];
    private readonly List<MetadataReference> _new = [];
    private CSharpCompilation? _previous;

    private NotebookCode(Notebook notebook)
    {
        _notebook = notebook;
        _references = new(notebook.Directory, new NotebookLoadContext());
        // The models of all cells are compared, so what joins later must not change the symbols of what is there.
        _references.Close();
    }

    /// <summary>The framework and what the notebook's <c>#r</c> lines add to it.</summary>
    public IReadOnlyList<MetadataReference> References => _known;

    /// <summary>The notebook's <c>#r</c> and <c>#i</c> lines.</summary>
    public IReadOnlyList<ReferenceLine> ReferenceLines => _lines;

    /// <summary>All code, in order.</summary>
    public IReadOnlyList<BoundPart> Parts => [.. _cells.Values.SelectMany(parts => parts).Where(part => part.Tree is not null)];

    /// <summary>What a cell consists of; null for one that does not compile and is meant not to.</summary>
    public IReadOnlyList<BoundPart>? Of(Cell cell) => _cells.GetValueOrDefault(cell);

    /// <exception cref="NotebookException">A cell does not compile, or uses what only a kernel can carry out.</exception>
    public static async Task<NotebookCode> BindAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        var code = new NotebookCode(notebook);
        foreach (var cell in notebook.Cells.Where(cell => cell.IsExecutable))
        {
            try
            {
                code._cells[cell] = await code.BindAsync(cell, cancellationToken).ConfigureAwait(false);
            }
            catch (CompilationException) when (cell.MayFail)
            {
                // It stays a comment.
            }
            catch (CompilationException exception)
            {
                var error = exception.Errors[0];
                throw Error(cell, $"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.Id}: {error.GetMessage()}", exception);
            }
            catch (CellException exception)
            {
                throw Error(cell, $"line {exception.Line}: {exception.Message}", exception);
            }
        }
        return code;

        NotebookException Error(Cell cell, string message, Exception inner) =>
            new($"{Path.GetFileName(notebook.Path)}, cell {cell.Position} of the notebook, {message}", inner);
    }

    private async Task<List<BoundPart>> BindAsync(Cell cell, CancellationToken cancellationToken)
    {
        var parts = new List<BoundPart>();
        foreach (var part in CellSource.Parse(cell.Source, $"cell {cell.Position}").Parts)
        {
            if (part is CodePart code)
            {
                await AddAsync(code.References, cancellationToken).ConfigureAwait(false);
                parts.Add(Bind(code.Tree));
            }
            else if (part is TextPart text)
                parts.Add(new(null, null, text.Text));
        }
        return parts;
    }

    private async Task AddAsync(IReadOnlyList<ReferenceLine> lines, CancellationToken cancellationToken)
    {
        if (lines.FirstOrDefault(line => line.Kind == ReferenceKind.Script) is { } script)
            throw script.Error($"'#load' has no counterpart in a program; put the code of '{script.Reference}' into the notebook or a project.");
        foreach (var line in lines.Where(line => line.Kind == ReferenceKind.Assembly && line.Package is null))
            _references.Add(line);
        var packages = lines.Where(line => line.Kind == ReferenceKind.PackageSource || line.Package is not null).ToList();
        if (packages.Count > 0)
            await _references.AddPackagesAsync(packages, cancellationToken).ConfigureAwait(false);
        _lines.AddRange(lines);
        TakeReferences();
    }

    private void TakeReferences()
    {
        var taken = _references.TakeNew();
        _known.AddRange(taken);
        _new.AddRange(taken);
    }

    private BoundPart Bind(SyntaxTree tree)
    {
        CSharpCompilation compilation;
        List<Diagnostic> errors;
        do
        {
            TakeReferences();
            compilation = Compile(tree, _new, _previous);
            errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        }
        while (errors.Count > 0 && _references.AddFramework(FrameworkIndex.Find(errors)));
        if (errors.Count > 0)
            throw new CompilationException(errors);
        _new.Clear();
        _previous = compilation;
        return new(tree, compilation.GetSemanticModel(tree), "");
    }

    private static CSharpCompilation Compile(SyntaxTree tree, IEnumerable<MetadataReference> references, CSharpCompilation? previous) =>
        CSharpCompilation.CreateScriptCompilation(
            "Export",
            tree,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithUsings(SubmissionCompiler.DefaultUsings)
                .WithAllowUnsafe(true)
                .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default),
            previous);
}

/// <summary>A stretch of a cell: code with what the names in it mean, or text.</summary>
/// <param name="Tree">The code without <c>#r</c> lines; null for text.</param>
/// <param name="Model">What the names in the code mean; null for text.</param>
/// <param name="Text">What is not code.</param>
internal sealed record BoundPart(SyntaxTree? Tree, SemanticModel? Model, string Text);
