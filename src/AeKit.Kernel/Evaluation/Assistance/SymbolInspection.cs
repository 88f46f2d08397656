using System.Collections.Immutable;
using System.Net;
using System.Text;
using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Says what the symbol at a position in a cell is.</summary>
internal static class SymbolInspection
{
    private const int MostOverloads = 10;

    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeModifiers,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat VariableFormat = Format.WithMemberOptions(SymbolDisplayMemberOptions.IncludeType);

    public static Inspection? At(string code, int position, Session session)
    {
        position = Math.Clamp(position, 0, code.Length);
        if (CodeAtPosition.Find(code, position, session) is not { } at || at.IsInText(position))
            return null;
        var symbols = Find(at, position);
        if (symbols.Count == 0)
            return null;
        var declarations = symbols.Take(MostOverloads).Select(Declaration).Distinct().ToList();
        if (symbols.Count > MostOverloads)
            declarations.Add($"… and {symbols.Count - MostOverloads} more");
        var documentation = symbols.Select(symbol => SymbolDocumentation.Of(symbol, at.Model.Compilation)).FirstOrDefault(text => text.Length > 0) ?? "";
        return new(Bundle(string.Join('\n', declarations), documentation));
    }

    private static MimeBundle Bundle(string declarations, string documentation)
    {
        var html = new StringBuilder("<pre><code>").Append(WebUtility.HtmlEncode(declarations)).Append("</code></pre>");
        if (documentation.Length > 0)
            html.Append("<p style=\"white-space: pre-line\">").Append(WebUtility.HtmlEncode(documentation)).Append("</p>");
        var bundle = new MimeBundle(MimeTypes.Plain, documentation.Length == 0 ? declarations : $"{declarations}\n\n{documentation}");
        bundle.Add(MimeTypes.Html, html.ToString());
        return bundle;
    }

    /// <summary>The symbol under the cursor or just before it; between the parentheses of a call, what is called.</summary>
    private static IReadOnlyList<ISymbol> Find(CodeAtPosition at, int position)
    {
        var token = at.Root.FindToken(position);
        if (!IsName(token) && position > 0)
            token = at.Root.FindToken(position - 1);
        if (IsName(token) && token.Span.Start <= position && token.Span.End >= position)
            return Meaning(at.Model, token);
        foreach (var arguments in token.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>() ?? [])
        {
            if (arguments.OpenParenToken.Span.End <= position && (arguments.CloseParenToken.IsMissing || position <= arguments.CloseParenToken.SpanStart))
                return Called(at.Model, arguments.Parent!);
        }
        return [];
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax || token.IsKind(SyntaxKind.BaseKeyword) || token.IsKind(SyntaxKind.ThisKeyword);

    private static IReadOnlyList<ISymbol> Meaning(SemanticModel model, SyntaxToken token)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];
        // "new List<int>(…)" means the constructor, and if that is not clear, the type.
        if (node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node)
            return Called(model, creation);
        return node is SimpleNameSyntax && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && CalledName(call) == node
            ? Called(model, call)
            : Resolved(model, node);
    }

    private static ExpressionSyntax CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var expression => expression,
    };

    private static IReadOnlyList<ISymbol> Called(SemanticModel model, SyntaxNode call)
    {
        var resolved = Resolved(model, call);
        return resolved.Length == 1 ? resolved
            : call is InvocationExpressionSyntax invocation ? OrElse(model.GetMemberGroup(invocation.Expression), resolved, () => Resolved(model, invocation.Expression))
            : call is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(call).Type is INamedTypeSymbol type ? OrElse(type.InstanceConstructors, resolved, () => [type])
            : resolved;
    }

    private static IReadOnlyList<ISymbol> OrElse(IReadOnlyCollection<ISymbol> first, IReadOnlyList<ISymbol> second, Func<IReadOnlyList<ISymbol>> third) =>
        first.Count > 0 ? [.. first] : second.Count > 0 ? second : third();

    private static ImmutableArray<ISymbol> Resolved(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        if (info.Symbol is { } symbol)
            return [symbol];
        if (info.CandidateSymbols.Length > 0)
            return info.CandidateSymbols;
        var group = model.GetMemberGroup(node);
        return group.Length > 0 ? group
            : model.GetTypeInfo(node).Type is { TypeKind: not TypeKind.Error } type ? [type]
            : [];
    }

    private static string Declaration(ISymbol symbol)
    {
        var format = symbol is IFieldSymbol { ContainingType.TypeKind: TypeKind.Submission } ? VariableFormat
            : symbol.ContainingType?.TypeKind == TypeKind.Submission ? Format.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
            : Format;
        var text = symbol.ToDisplayString(format);
        return symbol is INamedTypeSymbol { SpecialType: SpecialType.None, ContainingNamespace.IsGlobalNamespace: false } type ? $"{text}  (namespace {type.ContainingNamespace.ToDisplayString()})" : text;
    }
}
