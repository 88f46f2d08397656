using System.Text;
using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Puts <see cref="CellInterrupt.Check"/> at the start of every loop body and function body of a cell, and
/// <see cref="CellInterrupt.Enter"/> at the start of its lambdas: the compiler's own checks leave out what stands
/// outside functions and types.
/// </summary>
internal sealed class InterruptChecks : CSharpSyntaxWalker
{
    private static readonly string Check = $"global::{typeof(CellInterrupt).FullName}.{nameof(CellInterrupt.Check)}();";
    private static readonly string Enter = $"global::{typeof(CellInterrupt).FullName}.{nameof(CellInterrupt.Enter)}();";

    private readonly List<TextChange> _changes = [];
    private readonly Lazy<SemanticModel> _model;

    private InterruptChecks(SyntaxTree tree, Func<CSharpCompilation> compilation) =>
        _model = new(() => compilation().GetSemanticModel(tree));

    /// <summary>The cell with checks; lines stay where they are, columns do not. The same tree if it needs none.</summary>
    /// <param name="tree">The cell.</param>
    /// <param name="compilation">Gives the cell's meaning, which matters only if it has lambdas.</param>
    public static SyntaxTree AddTo(SyntaxTree tree, Func<CSharpCompilation> compilation)
    {
        var checks = new InterruptChecks(tree, compilation);
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
            LocalFunctionStatementSyntax local => local.Body,
            BaseMethodDeclarationSyntax method => method.Body,
            _ => null,
        };
        if (node is AnonymousFunctionExpressionSyntax function)
            AddTo(function);
        RemoveConstantCondition(node);
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

    /// <summary>
    /// Loops that say <c>true</c> become loops without a condition. Where the compiler puts its own checks it no longer sees that
    /// such a condition is constant, so a function that never returns gets a way out that leads past its end, and the process dies.
    /// </summary>
    private void RemoveConstantCondition(SyntaxNode loop)
    {
        switch (loop)
        {
            case WhileStatementSyntax { Condition: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } } statement:
                Replace(TextSpan.FromBounds(statement.WhileKeyword.SpanStart, statement.CloseParenToken.Span.End), "for(;;)");
                break;
            case ForStatementSyntax { Condition: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } condition }:
                Replace(condition.Span, "");
                break;
            case DoStatementSyntax { Condition: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } } statement:
                Replace(statement.DoKeyword.Span, "for(;;) "); // A space, for a body without braces.
                Replace(TextSpan.FromBounds(statement.WhileKeyword.SpanStart, statement.Span.End), "");
                break;
        }
    }

    private void AddTo(AnonymousFunctionExpressionSyntax function)
    {
        if (function.Block is { OpenBraceToken.IsMissing: false } block)
        {
            Insert(block.OpenBraceToken.Span.End, Enter);
        }
        else if (function.ExpressionBody is { Span.Length: > 0 } body and not (ThrowExpressionSyntax or RefExpressionSyntax)
            && !function.Ancestors().Any(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax and not FieldDeclarationSyntax { Parent: CompilationUnitSyntax })
            && ReturnsValue(function) is { } returns)
        {
            Insert(body.SpanStart, "{" + Enter + (returns ? "return " : ""));
            Insert(body.Span.End, ";}");
        }
    }

    /// <summary>Whether a lambda becomes a function with a value; null if it, or one around it, becomes a tree of expressions, which has no statements.</summary>
    private bool? ReturnsValue(AnonymousFunctionExpressionSyntax function)
    {
        foreach (var around in function.AncestorsAndSelf().OfType<AnonymousFunctionExpressionSyntax>())
        {
            if (_model.Value.GetTypeInfo(around).ConvertedType?.TypeKind != TypeKind.Delegate)
                return null;
        }
        return _model.Value.GetSymbolInfo(function).Symbol is not IMethodSymbol method ? null
            : !method.ReturnsVoid && !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
    }

    private void Insert(int position, string text) => Replace(new(position, 0), text);

    private void Replace(TextSpan span, string text) => _changes.Add(new(span, text));

    /// <summary>Nested bodies can end, and one of them begin, at one place; a text takes one change per place.</summary>
    private static IEnumerable<TextChange> Merged(IEnumerable<TextChange> changes) => changes
        .GroupBy(change => change.Span.Start)
        .OrderBy(place => place.Key)
        .Select(place => new TextChange(new TextSpan(place.Key, place.Max(change => change.Span.Length)), string.Concat(place.Select(change => change.NewText))));
}
