using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.DotNet.Interactive.Formatting;
using CellFunctions = Microsoft.DotNet.Interactive.Kernel;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Compiles cells as a chain of C# script submissions. Drives the compiler directly: the scripting API on top of it
/// resolves the metadata of every reference anew for each cell and keeps it.
/// </summary>
internal sealed class SubmissionCompiler(NotebookLoadContext loadContext, string baseDirectory)
{
    /// <summary>The namespaces, and the class of functions, that every cell has open.</summary>
    public static readonly ImmutableArray<string> DefaultUsings =
    [
        "System",
        "System.Text",
        "System.Collections",
        "System.Collections.Generic",
        "System.Threading.Tasks",
        "System.Linq",
        typeof(CellFunctions).Namespace!,
        typeof(Formatter).Namespace!,
        typeof(CellFunctions).FullName!,
    ];

    private readonly string _chainName = $"Notebook-{Guid.NewGuid():N}";
    private readonly CSharpCompilationOptions _options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        // Optimised code reports the wrong line, or none, for an index out of range; what must be fast is in libraries.
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithConcurrentBuild(false)
        .WithAllowUnsafe(true)
        .WithSourceReferenceResolver(new SourceFileResolver([], baseDirectory))
        .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default);

    // Recursion without end gives an exception instead of ending the process.
    private static readonly EmitOptions Emit = new(
        debugInformationFormat: DebugInformationFormat.PortablePdb,
        instrumentationKinds: [InstrumentationKind.StackOverflowProbing, InstrumentationKind.ModuleCancellation]);

    private int _count;

    /// <summary>A number for a submission that is like no other's.</summary>
    public int NextNumber() => ++_count;

    /// <param name="number">The submission's number.</param>
    /// <param name="part">The code.</param>
    /// <param name="previous">The submission before.</param>
    /// <param name="modules">Stops the code.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CompilationException">The code is not valid C#.</exception>
    public Submission Compile(
        int number, CodePart part, CSharpCompilation previous, ModuleCancellation modules, CancellationToken cancellationToken)
    {
        if (!part.HasCode)
            return new(Checked(Create(number, part.Tree, [], previous), cancellationToken), null, static () => false);
        var original = new Lazy<CSharpCompilation>(() => Create(number, part.Tree, [], previous));
        var tree = InterruptChecks.AddTo(part.Tree, () => original.Value);
        // The references of a cell are bound once, which is most of the work for a short one.
        var compilation = tree == part.Tree ? original.Value
            : original.IsValueCreated ? original.Value.ReplaceSyntaxTree(part.Tree, tree)
            : Create(number, tree, [], previous);
        var run = Load(compilation, modules, () => original.Value, cancellationToken);
        return new(compilation, run, () => HasValue(compilation, tree));
    }

    /// <summary>A submission, not compiled yet. Its assembly and its class have names made of its number.</summary>
    public CSharpCompilation Create(int number, SyntaxTree tree, IEnumerable<MetadataReference> references, CSharpCompilation? previous)
    {
        var first = CSharpCompilation.CreateScriptCompilation(
            $"{_chainName}-{number}",
            tree,
            references,
            // What the first one has open is open for all; opened again, after an assembly has joined, it could be there twice.
            _options.WithScriptClassName($"Submission{number}").WithUsings(previous is null ? DefaultUsings : []));
        // Given with the rest, the previous one would be compiled once more, to see that it has no errors.
        return first.WithScriptCompilationInfo(first.ScriptCompilationInfo!.WithPreviousScriptCompilation(previous));
    }

    /// <summary>Whether a submission declares or opens something that later ones can name.</summary>
    public static bool IsVisibleLater(CSharpCompilation submission) =>
        submission.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared)
        || submission.SyntaxTrees.Any(tree => tree.GetCompilationUnitRoot() is { Usings.Count: > 0 } or { Externs.Count: > 0 });

    private Func<object?[], Task<object?>> Load(
        CSharpCompilation compilation, ModuleCancellation modules, Func<CSharpCompilation> original, CancellationToken cancellationToken)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: Emit, cancellationToken: cancellationToken);
        if (!result.Success)
            ThrowOnError(original().GetDiagnostics(cancellationToken)); // Columns as typed.
        ThrowOnError(result.Diagnostics);
        assembly.Position = 0;
        symbols.Position = 0;
        var entryPoint = compilation.GetEntryPoint(cancellationToken)!;
        var loaded = loadContext.LoadFromStream(assembly, symbols);
        modules.Add(loaded);
        return loaded
            .GetType(entryPoint.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entryPoint.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
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
