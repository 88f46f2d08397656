using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation;

/// <summary>What executed code has left for later code: names, and the object that holds its variables.</summary>
internal sealed class Declarations
{
    private static readonly SymbolDisplayFormat FieldFormat = SymbolDisplayFormat.FullyQualifiedFormat.WithMemberOptions(
        SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility);

    private readonly string _path;
    private string _code;

    /// <param name="number">The code's place among all that was compiled, which its assembly and its class are named after.</param>
    /// <param name="tree">The code.</param>
    /// <param name="compilation">What was made of it.</param>
    /// <param name="find">What a name meant when the code was compiled.</param>
    public Declarations(int number, SyntaxTree tree, CSharpCompilation compilation, Func<string, IEnumerable<(DeclaredName Name, Declarations Owner)>> find)
    {
        Number = number;
        _code = tree.ToString();
        _path = tree.FilePath;
        var root = tree.GetCompilationUnitRoot();
        var members = compilation.ScriptClass!.GetMembers().Where(member => !member.IsImplicitlyDeclared).ToList();
        Names = [.. members.Select(DeclaredName.Of).Distinct()];
        HasCode = root.Members.Count > 0;
        Directives = $"{root.Externs}{root.Usings}";
        ConcernsAll = Directives.Length > 0 || members.Any(member => member is IMethodSymbol { IsExtensionMethod: true });
        IsFixed = AreFixed(compilation);
        Needed = [.. MentionedIn(tree).SelectMany(find).Where(found => !Names.Any(found.Name.IsWrittenAs)).Select(found => found.Owner).Distinct()];
    }

    public int Number { get; }

    public IReadOnlyList<DeclaredName> Names { get; }

    /// <summary>Whether the code was more than directives, and so has an object.</summary>
    public bool HasCode { get; }

    /// <summary>What it opens for later code.</summary>
    public string Directives { get; }

    /// <summary>Whether later code can depend on it without a word of it: on a namespace it opens, or on an extension that a loop or a query calls.</summary>
    public bool ConcernsAll { get; }

    /// <summary>
    /// Whether a variable's type has no name. Its class is found by the compilation that made it, so that compilation,
    /// and all it builds on, must stay.
    /// </summary>
    public bool IsFixed { get; }

    /// <summary>What must come before it where it is compiled again.</summary>
    public IReadOnlyList<Declarations> Needed { get; private set; }

    /// <summary>The variables with their types, if these have become all that is kept of the code.</summary>
    public IReadOnlyList<(string Name, string Code)>? Outline { get; private set; }

    /// <summary>The object that holds the variables; null before the code has started.</summary>
    public object? Values { get; set; }

    /// <summary>The code, or what of it matters to later code.</summary>
    public SyntaxTree Parse() => CellSource.ParseTree(_code, _path);

    /// <inheritdoc cref="IsFixed"/>
    public static bool AreFixed(CSharpCompilation compilation) => compilation.ScriptClass!.GetMembers().OfType<IFieldSymbol>().Any(field => MentionsUnnamed(field.Type));

    /// <summary>The identifiers in code.</summary>
    public static IEnumerable<string> MentionedIn(SyntaxTree tree) => tree.GetRoot().DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText)
        .Distinct();

    /// <summary>
    /// Keeps of the code what is needed when <paramref name="compilation"/> is let go. Of mere variables that is their
    /// types, which then need not be inferred from what other code declares.
    /// </summary>
    public void Release(CSharpCompilation compilation)
    {
        if (Outline is not null || ConcernsAll || Names.Count == 0)
            return;
        var members = compilation.ScriptClass!.GetMembers().Where(member => !member.IsImplicitlyDeclared).ToList();
        if (members.Any(member => member is not IFieldSymbol { IsConst: false } field || !IsOfLibraries(field.Type, compilation)))
            return;
        Outline = [.. members.Select(field => (field.Name, field.ToDisplayString(FieldFormat) + ";"))];
        _code = string.Join(' ', Outline.Select(field => field.Code));
        Needed = [];
    }

    private static bool MentionsUnnamed(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => MentionsUnnamed(array.ElementType),
        IPointerTypeSymbol pointer => MentionsUnnamed(pointer.PointedAtType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(element => MentionsUnnamed(element.Type)),
        INamedTypeSymbol named => !named.CanBeReferencedByName || named.TypeArguments.Any(MentionsUnnamed) || (named.ContainingType is { TypeKind: not TypeKind.Submission } outer && MentionsUnnamed(outer)),
        _ => false,
    };

    private static bool IsOfLibraries(ITypeSymbol type, CSharpCompilation compilation) => type switch
    {
        IDynamicTypeSymbol => true,
        IArrayTypeSymbol array => IsOfLibraries(array.ElementType, compilation),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => IsOfLibraries(element.Type, compilation)),
        INamedTypeSymbol named => named.Locations.All(location => location.IsInMetadata)
            && compilation.IsSymbolAccessibleWithin(named, compilation.ScriptClass!)
            && named.TypeArguments.All(argument => IsOfLibraries(argument, compilation))
            && (named.ContainingType is { } outer ? IsOfLibraries(outer, compilation) : IsFoundByName(named.OriginalDefinition, compilation)),
        _ => false,
    };

    /// <summary>Whether no two libraries define such a type.</summary>
    private static bool IsFoundByName(INamedTypeSymbol type, CSharpCompilation compilation)
    {
        var name = type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
        return type.Equals(compilation.GetTypeByMetadataName(name), SymbolEqualityComparer.Default);
    }
}
