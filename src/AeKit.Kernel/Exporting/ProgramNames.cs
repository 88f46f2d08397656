using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Exporting;

/// <summary>
/// New names for what may bear one name in a notebook and must differ in a program. Cells declare a variable again, and
/// what they declare in blocks hides it; in a program all top-level variables share one scope, from its first line to its last.
/// </summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<Declaration, string> _renamed = [];

    public ProgramNames(IReadOnlyCollection<BoundPart> parts)
    {
        var taken = parts.SelectMany(part => part.Tree!.GetRoot().DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToHashSet(StringComparer.Ordinal);
        var foreign = parts.SelectMany(ForeignNames).ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in parts.SelectMany(TopLevel))
        {
            if (!names.Add(symbol.Name) || (symbol is not INamedTypeSymbol && foreign.Contains(symbol.Name)))
                names.Add(_renamed[DeclarationOf(symbol)!.Value] = NewName(symbol.Name, taken));
        }
        foreach (var symbol in parts.SelectMany(InBlocks).Where(symbol => names.Contains(symbol.Name)))
            _renamed[DeclarationOf(symbol)!.Value] = NewName(symbol.Name, taken);
    }

    /// <summary>The new name of what an identifier declares or refers to; null if it keeps its name.</summary>
    public string? Of(SyntaxToken identifier, SemanticModel model)
    {
        var symbol = model.GetDeclaredSymbol(identifier.Parent!) ?? (identifier.Parent is SimpleNameSyntax name ? Referred(name, model) : null);
        return symbol is not null && DeclarationOf(symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType : symbol) is { } declaration
            ? _renamed.GetValueOrDefault(declaration)
            : null;
    }

    private static ISymbol? Referred(SimpleNameSyntax name, SemanticModel model)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol is IMethodSymbol method ? method.OriginalDefinition : symbol;
    }

    private static IEnumerable<ISymbol> TopLevel(BoundPart part) =>
        part.Model!.Compilation.ScriptClass!.GetMembers()
            .Where(symbol => !symbol.IsImplicitlyDeclared && symbol.CanBeReferencedByName && DeclarationOf(symbol) is not null)
            .OrderBy(symbol => DeclarationOf(symbol)!.Value.Start);

    /// <summary>What is declared in a block of top-level code, where it may not hide a top-level name; a function may.</summary>
    private static IEnumerable<ISymbol> InBlocks(BoundPart part) =>
        part.Tree!.GetRoot().DescendantNodes(node => !IsFunction(node))
            .Select(node => node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or LocalFunctionStatementSyntax
                ? part.Model!.GetDeclaredSymbol(node)
                : null)
            .Where(symbol => symbol is ILocalSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            .OfType<ISymbol>();

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax;

    /// <summary>Simple names that mean something from outside the notebook; a variable of that name would take them over.</summary>
    private static IEnumerable<string> ForeignNames(BoundPart part) =>
        part.Tree!.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Parent is not (NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax)
                && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
                && !(name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name)
                && name.Parent is not MemberBindingExpressionSyntax
                && name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null
                && name is not IdentifierNameSyntax { IsVar: true })
            .Where(name => Referred(name, part.Model!) is { } symbol && symbol.Locations.All(location => !location.IsInSource))
            .Select(name => name.Identifier.ValueText);

    private static Declaration? DeclarationOf(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.IsInSource) is { } location ? new(location.SourceTree!, location.SourceSpan.Start) : null;

    private static string NewName(string name, HashSet<string> taken)
    {
        for (var i = 2; ; i++)
        {
            if (taken.Add($"{name}{i}"))
                return $"{name}{i}";
        }
    }

    /// <summary>Where something is declared: the same in every submission that sees it.</summary>
    private readonly record struct Declaration(SyntaxTree Tree, int Start);
}
