using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Html;

/// <summary>C# as HTML, coloured by what the parser knows; nothing is compiled.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, ParseOptions).GetRoot().DescendantTokens(descendIntoTrivia: false))
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, Class(token));
            Append(html, token.TrailingTrivia);
        }
        return html.ToString();
    }

    private static void Append(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
            Append(html, trivia.ToFullString(), Class(trivia));
    }

    private static void Append(StringBuilder html, string text, string? cssClass)
    {
        var encoded = WebUtility.HtmlEncode(text);
        if (cssClass is null)
            html.Append(encoded);
        else
            html.Append("<span class=\"").Append(cssClass).Append("\">").Append(encoded).Append("</span>");
    }

    private static string? Class(SyntaxTrivia trivia) =>
        trivia.IsDirective ? "cs-directive"
        : trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia ? "cs-comment"
        : null;

    private static string? Class(SyntaxToken token)
    {
        if (token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind()))
            return "cs-keyword";
        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => "cs-number",
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedRawStringEndToken
                or SyntaxKind.InterpolatedStringTextToken => "cs-string",
            SyntaxKind.IdentifierToken => IdentifierClass(token),
            _ => null,
        };
    }

    private static string? IdentifierClass(SyntaxToken token)
    {
        var node = token.Parent;
        if (token.Text == "var" && node is IdentifierNameSyntax { Parent: VariableDeclarationSyntax or DeclarationExpressionSyntax or ForEachStatementSyntax })
            return "cs-keyword";
        return node switch
        {
            BaseTypeDeclarationSyntax or GenericNameSyntax { Parent: not MemberAccessExpressionSyntax and not InvocationExpressionSyntax } or TypeParameterSyntax => "cs-type",
            MethodDeclarationSyntax or LocalFunctionStatementSyntax => "cs-method",
            SimpleNameSyntax name when IsCalled(name) => "cs-method",
            IdentifierNameSyntax name when IsType(name) => "cs-type",
            _ => null,
        };
    }

    private static bool IsCalled(SimpleNameSyntax name) =>
        name.Parent is InvocationExpressionSyntax
        || (name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name);

    private static bool IsType(IdentifierNameSyntax name) => name.Parent switch
    {
        ObjectCreationExpressionSyntax or ParameterSyntax or TypeArgumentListSyntax or ArrayTypeSyntax or NullableTypeSyntax
            or BaseTypeSyntax or TypeOfExpressionSyntax or DeclarationPatternSyntax or CatchDeclarationSyntax or AttributeSyntax => true,
        VariableDeclarationSyntax declaration => declaration.Type == name,
        MethodDeclarationSyntax method => method.ReturnType == name,
        LocalFunctionStatementSyntax function => function.ReturnType == name,
        PropertyDeclarationSyntax property => property.Type == name,
        CastExpressionSyntax cast => cast.Type == name,
        // Math.Sqrt: by convention only types start with a capital where a value could stand.
        MemberAccessExpressionSyntax access => access.Expression == name && char.IsAsciiLetterUpper(name.Identifier.Text[0]),
        _ => false,
    };
}
