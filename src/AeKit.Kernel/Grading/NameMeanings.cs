using AeKit.Kernel.Evaluation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Grading;

/// <summary>
/// What the names and operators in a teacher's cell mean at a moment, as texts that are the same in the master and in
/// a submission whose code leaves them alone.
/// </summary>
/// <param name="evaluator">The session.</param>
/// <param name="cells">Its cells, by name.</param>
internal sealed class NameMeanings(Evaluator evaluator, IReadOnlyDictionary<string, PlannedCell> cells)
{
    // Not the teacher's to say, or nothing the compiler knows: anything goes.
    private const string Free = "";

    // Of a cell that the student writes; in the master that is the teacher's solution.
    private const string Students = "student's";

    // A name with two meanings does not compile.
    private const string Ambiguous = "ambiguous";

    /// <summary>The meaning of each name of a cell, in order.</summary>
    public string[] Of(string source)
    {
        try
        {
            return [.. evaluator.Bind(source).SelectMany(model => NamesIn(model).Select(name => Meanings(model, name) is [var only] && only != Students ? only : Free))];
        }
        catch (CellException)
        {
            return [];
        }
    }

    /// <summary>The names of a cell that mean something else than they must; one that means nothing yet is none.</summary>
    /// <param name="source">The cell.</param>
    /// <param name="expected">What <see cref="Of"/> gave in the master.</param>
    public IReadOnlyList<string> Changed(string source, string[] expected)
    {
        try
        {
            var names = evaluator.Bind(source).SelectMany(model => NamesIn(model).Select(name => (Text: name.ToString(), Meanings: Meanings(model, name)))).ToList();
            return [.. names.Zip(expected)
                .Where(pair => pair.Second != Free && pair.First.Meanings.Count > 0 && !pair.First.Meanings.Contains(pair.Second))
                .Select(pair => pair.First.Text)
                .Distinct()];
        }
        catch (CellException)
        {
            return [];
        }
    }

    private static IEnumerable<SyntaxNode> NamesIn(SemanticModel model) => model.SyntaxTree.GetRoot().DescendantNodes().Where(node =>
        node is SimpleNameSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax
            or ElementAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax);

    /// <summary>Several where an overload does not fit; they differ in their parameters only, if the name is right.</summary>
    private List<string> Meanings(SemanticModel model, SyntaxNode name)
    {
        var info = model.GetSymbolInfo(name);
        if (info.CandidateReason == CandidateReason.Ambiguous)
            return [Ambiguous];
        return [.. (info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols).Select(found => MeaningOf(model, found)).Distinct()];
    }

    private string MeaningOf(SemanticModel model, ISymbol symbol)
    {
        if (symbol is INamespaceSymbol or IDynamicTypeSymbol or ITypeParameterSymbol)
            return Free;
        symbol = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        var member = symbol is INamedTypeSymbol ? "" : "." + symbol.Name;
        if (symbol.Locations.FirstOrDefault(location => location.IsInSource)?.SourceTree is { } tree)
        {
            return tree == model.SyntaxTree ? "here" + member
                : cells.TryGetValue(tree.FilePath, out var cell) && cell.TeachersKey is { } key ? $"{key}: {symbol.Name}"
                : Students;
        }
        return type is null ? Free : $"{type.OriginalDefinition.ToDisplayString()}{member} in {FileOf(model.Compilation, symbol.ContainingAssembly)}";
    }

    /// <summary>The assembly by its file: an identity can be taken. Each submission knows only the references it adds.</summary>
    private static string FileOf(Compilation compilation, IAssemblySymbol assembly)
    {
        for (var current = (CSharpCompilation?)compilation; current is not null; current = current.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            if (current.GetMetadataReference(assembly) is { Display: { } path })
                return path;
        }
        return assembly.Identity.ToString();
    }
}
