using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AeKit.Kernel.Evaluation;

/// <summary>A cell's code, parsed, with the <c>#r</c> lines taken out for the kernel to carry out.</summary>
internal sealed class CellSource
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    private CellSource(SyntaxTree tree, IReadOnlyList<ReferenceLine> references)
    {
        Tree = tree;
        References = references;
    }

    /// <summary>The code without <c>#r</c> lines; everything else keeps its line and column.</summary>
    public SyntaxTree Tree { get; }

    public IReadOnlyList<ReferenceLine> References { get; }

    /// <summary>Whether there is something to execute, and not only comments and using directives.</summary>
    public bool HasCode => ((CompilationUnitSyntax)Tree.GetRoot()).Members.Count > 0;

    /// <param name="code">The text of the cell.</param>
    /// <param name="name">The name under which errors and stack traces mention the cell.</param>
    /// <exception cref="CellException">A <c>#!</c> line, which this kernel does not know.</exception>
    public static CellSource Parse(string code, string name)
    {
        var tree = ParseTree(code, name);
        var references = new List<ReferenceLine>();
        StringBuilder? rest = null;
        foreach (var trivia in tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            if (ToReference(trivia) is { } reference)
            {
                references.Add(reference);
                rest ??= new(code);
                Blank(rest, trivia.Span);
            }
            else if (trivia.ToString().StartsWith("#!", StringComparison.Ordinal))
            {
                var position = trivia.GetLocation().GetLineSpan().StartLinePosition;
                throw new CellException(
                    $"'{FirstLine(trivia.ToString())}' is not known to this kernel: a cell holds C#, and #r \"path.dll\" lines.",
                    position.Line + 1,
                    position.Character + 1);
            }
        }
        return new(rest is null ? tree : ParseTree(rest.ToString(), name), references);
    }

    /// <summary>The <c>#r</c> lines of a cell that need not otherwise be valid.</summary>
    public static IEnumerable<ReferenceLine> ReferencesIn(string code) => ParseTree(code, "").GetRoot()
        .DescendantTrivia()
        .Where(trivia => trivia.IsDirective)
        .Select(trivia => ToReference(trivia))
        .OfType<ReferenceLine>();

    /// <summary>Whether the cell ends in an expression whose value is to be shown.</summary>
    public static bool TryGetTrailingExpression(SyntaxTree tree, [NotNullWhen(true)] out ExpressionSyntax? expression)
    {
        var last = ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault();
        if (last is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement })
        {
            expression = statement.Expression;
            return true;
        }
        expression = null;
        return false;
    }

    private static ReferenceLine? ToReference(SyntaxTrivia trivia)
    {
        if (trivia.GetStructure() is not ReferenceDirectiveTriviaSyntax { File.IsMissing: false } reference)
            return null;
        var position = trivia.GetLocation().GetLineSpan().StartLinePosition;
        return new(reference.File.ValueText, position.Line + 1, position.Character + 1);
    }

    private static SyntaxTree ParseTree(string code, string name) =>
        SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), ParseOptions, path: name);

    private static void Blank(StringBuilder text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (text[i] is not ('\r' or '\n'))
                text[i] = ' ';
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}

/// <summary>An <c>#r</c> line: what it refers to and where it stands in the cell, from 1.</summary>
internal sealed record ReferenceLine(string Reference, int Line, int Column);
