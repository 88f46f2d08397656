using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Finds the ways to go on at a position in a cell.</summary>
internal static class CodeCompletion
{
    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(keyword => !keyword.StartsWith("__", StringComparison.Ordinal)),
        "and", "async", "await", "dynamic", "from", "get", "init", "let", "nameof", "nint", "not", "nuint", "or", "orderby", "partial",
        "record", "required", "scoped", "select", "set", "unmanaged", "var", "when", "where", "with", "yield",
    ];

    private static readonly string[] TypeKeywords =
    [
        "bool", "byte", "char", "decimal", "double", "float", "int", "long", "object", "sbyte", "short", "string", "uint", "ulong", "ushort",
    ];

    public static IReadOnlyList<CompletionItem> At(string code, int position, Session session, string baseDirectory)
    {
        position = Math.Clamp(position, 0, code.Length);
        if (DirectiveCompletion.At(code, position, baseDirectory) is { } lines)
            return lines;
        if (CodeAtPosition.Find(code, position, session) is not { } at || at.IsInText(position))
            return [];
        var (start, end) = WordAt(code, position);
        var prefix = code[start..position];
        return [.. Candidates(at, start)
            .Where(candidate => candidate.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(candidate => candidate.Text)
            .OrderByDescending(candidate => candidate.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ThenBy(candidate => candidate.Rank)
            .ThenBy(candidate => candidate.Text, StringComparer.OrdinalIgnoreCase)
            .ThenBy(candidate => candidate.Text, StringComparer.Ordinal)
            .Select(candidate => new CompletionItem(candidate.Text, candidate.Kind, start, end))];
    }

    /// <summary>The identifier around a position, as far as it has been typed.</summary>
    internal static (int Start, int End) WordAt(string code, int position)
    {
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        var end = position;
        while (start < position && end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        return (start, end);
    }

    private static IEnumerable<Candidate> Candidates(CodeAtPosition at, int start)
    {
        var token = at.Root.FindToken(Math.Max(0, start - 1));
        var left = token.Span.End <= start && token.Span.Length > 0 ? token : token.GetPreviousToken();
        switch (left.Kind())
        {
            case SyntaxKind.DotToken or SyntaxKind.MinusGreaterThanToken or SyntaxKind.ColonColonToken:
                return MembersAfter(at, left, start).Select(symbol => Candidate.Of(symbol, isMember: true)).OfType<Candidate>();
            case SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken when left.Parent is InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation }
                && at.Model.GetTypeInfo(creation).Type is { } created && Settable(at, created, start) is [_, ..] properties:
                return properties;
            case SyntaxKind.NewKeyword:
                return Types(at, start).Concat(TypeKeywords.Select(Candidate.OfKeyword));
            case SyntaxKind.UsingKeyword when left.Parent is UsingDirectiveSyntax:
                return Types(at, start).Append(Candidate.OfKeyword("static"));
        }
        return NamedArguments(at, left)
            .Concat(at.Model.LookupSymbols(start).Select(symbol => Candidate.Of(symbol, isMember: false)).OfType<Candidate>())
            .Concat(Keywords.Select(Candidate.OfKeyword));
    }

    private static IEnumerable<ISymbol> MembersAfter(CodeAtPosition at, SyntaxToken dot, int position)
    {
        var (model, target) = (at.Model, Target(dot));
        if (target is null)
            return [];
        var info = model.GetSymbolInfo(target);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = model.GetTypeInfo(target).Type;
        if (symbol is null && type is null or IErrorTypeSymbol)
        {
            // "x." before a line that starts with a name reads like the type of a declaration.
            var expression = SyntaxFactory.ParseExpression(target.ToString());
            info = model.GetSpeculativeSymbolInfo(target.SpanStart, expression, SpeculativeBindingOption.BindAsExpression);
            symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            type = model.GetSpeculativeTypeInfo(target.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Type;
        }
        if (symbol is INamespaceSymbol ns)
            return model.LookupNamespacesAndTypes(position, ns);
        if (symbol is ITypeSymbol named && target is not (ThisExpressionSyntax or BaseExpressionSyntax))
            return model.LookupStaticMembers(position, named);
        if (type is null or IErrorTypeSymbol)
            return [];
        if (dot.Parent is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return model.LookupSymbols(position, type, includeReducedExtensionMethods: true)
            .Where(member => !member.IsStatic && member is not ITypeSymbol);
    }

    /// <summary>What stands before a dot.</summary>
    private static ExpressionSyntax? Target(SyntaxToken dot) => dot.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        AliasQualifiedNameSyntax name => name.Alias,
        MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        _ => null,
    };

    private static IEnumerable<Candidate> Types(CodeAtPosition at, int position) =>
        at.Model.LookupNamespacesAndTypes(position).Select(symbol => Candidate.Of(symbol, isMember: false)).OfType<Candidate>();

    private static IReadOnlyList<Candidate> Settable(CodeAtPosition at, ITypeSymbol type, int position) =>
        [.. at.Model.LookupSymbols(position, type)
            .Where(member => member is IPropertySymbol { IsStatic: false, SetMethod: not null, IsIndexer: false } or IFieldSymbol { IsStatic: false, IsReadOnly: false })
            .Select(symbol => Candidate.Of(symbol, isMember: true))
            .OfType<Candidate>()];

    private static IEnumerable<Candidate> NamedArguments(CodeAtPosition at, SyntaxToken left)
    {
        if (left.Kind() is not (SyntaxKind.OpenParenToken or SyntaxKind.CommaToken) || left.Parent is not ArgumentListSyntax arguments)
            return [];
        IEnumerable<ISymbol> methods = arguments.Parent switch
        {
            InvocationExpressionSyntax invocation => at.Model.GetMemberGroup(invocation.Expression),
            BaseObjectCreationExpressionSyntax creation => at.Model.GetTypeInfo(creation).Type is INamedTypeSymbol type ? type.InstanceConstructors : [],
            _ => [],
        };
        return methods.OfType<IMethodSymbol>().SelectMany(method => method.Parameters).Select(parameter => new Candidate(parameter.Name + ":", "parameter", 0));
    }

    /// <summary>Something to insert; of lower rank is what is nearer to the cell.</summary>
    private sealed record Candidate(string Text, string Kind, int Rank)
    {
        /// <summary>What the user types: <c>new</c> for the field <c>@new</c>.</summary>
        public string Name => Text.TrimStart('@');

        public static Candidate OfKeyword(string keyword) => new(keyword, "keyword", 1);

        public static Candidate? Of(ISymbol symbol, bool isMember)
        {
            if (!symbol.CanBeReferencedByName || IsHidden(symbol))
                return null;
            var kind = symbol switch
            {
                ILocalSymbol or IRangeVariableSymbol => "variable",
                IParameterSymbol => "parameter",
                IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum member",
                IFieldSymbol { ContainingType.TypeKind: TypeKind.Submission } => "variable",
                IFieldSymbol => "field",
                IPropertySymbol => "property",
                IEventSymbol => "event",
                IMethodSymbol => "method",
                INamespaceSymbol => "namespace",
                ITypeParameterSymbol => "type parameter",
                INamedTypeSymbol { IsRecord: true } => "record",
                INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
                _ => "text",
            };
            var isNear = isMember || kind is "variable" or "parameter" || symbol.ContainingType?.TypeKind == TypeKind.Submission;
            var isKeyword = SyntaxFacts.GetKeywordKind(symbol.Name) != SyntaxKind.None;
            return new(isKeyword ? "@" + symbol.Name : symbol.Name, kind, isNear ? 0 : 1);
        }

        private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
            && attribute.ConstructorArguments is [{ Value: (int)EditorBrowsableState.Never }]);
    }
}
