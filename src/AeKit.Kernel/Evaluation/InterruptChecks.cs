using System.Text;
using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AeKit.Kernel.Evaluation;

/// <summary>Puts <see cref="CellInterrupt.Check"/> at the start of every loop body and function body of a cell.</summary>
internal sealed class InterruptChecks : CSharpSyntaxWalker
{
    private static readonly string Check = $"global::{typeof(CellInterrupt).FullName}.{nameof(CellInterrupt.Check)}();";

    private readonly List<TextChange> _changes = [];

    /// <summary>The cell with checks; lines stay where they are, columns do not. The same tree if it needs none.</summary>
    public static SyntaxTree AddTo(SyntaxTree tree)
    {
        var checks = new InterruptChecks();
        checks.Visit(tree.GetRoot());
        return checks._changes.Count == 0
            ? tree
            : SyntaxFactory.ParseSyntaxTree(
                SourceText.From(tree.GetText().WithChanges(Merged(checks._changes)).ToString(), Encoding.UTF8),
                CellSource.ParseOptions,
                tree.FilePath);
    }

    public override void DefaultVisit(SyntaxNode node)
    {
        var body = node switch
        {
            WhileStatementSyntax loop => loop.Statement,
            DoStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            CommonForEachStatementSyntax loop => loop.Statement,
            LocalFunctionStatementSyntax function => function.Body,
            BaseMethodDeclarationSyntax method => method.Body,
            AnonymousFunctionExpressionSyntax { Block: { } block } => block,
            _ => null,
        };
        if (body is BlockSyntax { OpenBraceToken.IsMissing: false } braces)
        {
            Insert(braces.OpenBraceToken.Span.End, Check);
        }
        else if (body is not null and not BlockSyntax && body.Span.Length > 0)
        {
            Insert(body.SpanStart, "{" + Check);
            Insert(body.Span.End, "}");
        }
        base.DefaultVisit(node);
    }

    private void Insert(int position, string text) => _changes.Add(new(new TextSpan(position, 0), text));

    /// <summary>Nested bodies can end at one place; a text takes one change per place.</summary>
    private static IEnumerable<TextChange> Merged(IEnumerable<TextChange> changes) => changes
        .GroupBy(change => change.Span.Start)
        .OrderBy(place => place.Key)
        .Select(place => new TextChange(new TextSpan(place.Key, 0), string.Concat(place.Select(change => change.NewText))));
}
