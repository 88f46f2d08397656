using System.Collections.Immutable;
using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Compiles cells as a chain of C# script submissions. Drives the compiler directly: the scripting API on top of it
/// resolves the metadata of every reference anew for each cell and keeps it.
/// </summary>
internal sealed class SubmissionCompiler(NotebookLoadContext loadContext, string baseDirectory)
{
    private readonly string _chainName = $"Notebook-{Guid.NewGuid():N}";
    private readonly CSharpCompilationOptions _options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithUsings(
            "System",
            "System.Text",
            "System.Collections",
            "System.Collections.Generic",
            "System.Threading.Tasks",
            "System.Linq",
            "AeKit.Kernel.Display",
            typeof(CellFunctions).FullName!)
        // Optimised code reports the wrong line, or none, for an index out of range; what must be fast is in libraries.
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithConcurrentBuild(false)
        .WithAllowUnsafe(true)
        .WithSourceReferenceResolver(new SourceFileResolver([], baseDirectory))
        .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default);

    private int _count;

    /// <param name="source">The cell.</param>
    /// <param name="references">Assemblies that no earlier submission has; theirs are inherited, and to repeat them costs a megabyte a cell.</param>
    /// <param name="previous">The submission before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CompilationException">The code is not valid C#.</exception>
    public Submission Compile(CellSource source, IEnumerable<MetadataReference> references, CSharpCompilation? previous, CancellationToken cancellationToken)
    {
        _count++;
        var original = Create(source.Tree, references, previous);
        if (!source.HasCode)
            return new(Checked(original, cancellationToken), null, false);
        var tree = InterruptChecks.AddTo(source.Tree);
        var compilation = tree == source.Tree ? original : Create(tree, references, previous);
        return new(compilation, Load(compilation, original, cancellationToken), HasValue(compilation, tree));
    }

    private CSharpCompilation Create(SyntaxTree tree, IEnumerable<MetadataReference> references, CSharpCompilation? previous) =>
        CSharpCompilation.CreateScriptCompilation(
            $"{_chainName}-{_count}",
            tree,
            references,
            _options.WithScriptClassName($"Submission{_count}"),
            previous,
            returnType: typeof(object));

    private Func<object?[], Task<object?>> Load(CSharpCompilation compilation, CSharpCompilation original, CancellationToken cancellationToken)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            symbols,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
            cancellationToken: cancellationToken);
        if (!result.Success)
            ThrowOnError(compilation == original ? result.Diagnostics : original.GetDiagnostics(cancellationToken)); // Columns as typed.
        ThrowOnError(result.Diagnostics);
        assembly.Position = 0;
        symbols.Position = 0;
        var entryPoint = compilation.GetEntryPoint(cancellationToken)!;
        return loadContext.LoadFromStream(assembly, symbols)
            .GetType(entryPoint.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entryPoint.MetadataName, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    private static bool HasValue(CSharpCompilation compilation, SyntaxTree tree) =>
        CellSource.TryGetTrailingExpression(tree, out var expression)
        && compilation.GetSemanticModel(tree).GetTypeInfo(expression).Type is not { SpecialType: SpecialType.System_Void };

    private static CSharpCompilation Checked(CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        ThrowOnError(compilation.GetDiagnostics(cancellationToken));
        return compilation;
    }

    private static void ThrowOnError(ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            throw new CompilationException(errors);
    }
}
