using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AeKit.Kernel.Exporting;

/// <summary>A cell's code as a piece of a program: its statements as they were typed, with as few changes as C# asks for.</summary>
internal sealed class ProgramPart
{
    private readonly BoundPart _part;
    private readonly List<TextChange> _changes = [];
    private readonly List<(TextSpan Span, List<string> Target)> _moved = [];

    private ProgramPart(BoundPart part) => _part = part;

    /// <summary>The using directives, one per line.</summary>
    public List<string> Usings { get; } = [];

    /// <summary>Types, which stand behind all statements.</summary>
    public List<string> Types { get; } = [];

    /// <summary>Extension methods, which need a static class.</summary>
    public List<string> Extensions { get; } = [];

    /// <summary>The statements that stay.</summary>
    public string Statements { get; private set; } = "";

    /// <param name="part">The code.</param>
    /// <param name="names">The new names in the program.</param>
    /// <param name="initialize">Whether variables declared without a value get the one that a notebook gives them.</param>
    /// <exception cref="NotebookException">The cell declares something that a program's top level cannot.</exception>
    public static ProgramPart Create(BoundPart part, ProgramNames names, bool initialize)
    {
        var result = new ProgramPart(part);
        result.Rename(names);
        result.Rearrange(initialize);
        result.ShowTrailingValue();
        result.Apply();
        return result;
    }

    private void Rename(ProgramNames names)
    {
        foreach (var token in _part.Tree!.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
        {
            if (names.Of(token, _part.Model!) is { } name)
                Replace(token.Span, NameOfMember(token.Parent!, token.ValueText) + name);
        }
    }

    /// <summary>Members of tuples and anonymous objects are named after the variable they are made of.</summary>
    private static string NameOfMember(SyntaxNode name, string old) => name.Parent switch
    {
        AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } => $"{old} = ",
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax { Parent: not AssignmentExpressionSyntax } } => $"{old}: ",
        ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } when assignment.Right == tuple => $"{old}: ",
        _ => "",
    };

    private void Rearrange(bool initialize)
    {
        var root = (CompilationUnitSyntax)_part.Tree!.GetRoot();
        foreach (var directive in root.Usings)
            Move(directive.Span, Usings);
        foreach (var member in root.Members)
        {
            switch (member)
            {
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    Move(member.Span, Types);
                    break;
                case MethodDeclarationSyntax method when method.ParameterList.Parameters.Any(parameter => parameter.Modifiers.Any(SyntaxKind.ThisKeyword)):
                    RemoveAccess(method.Modifiers);
                    Replace(new(method.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.AsyncKeyword)) is { RawKind: not 0 } first ? first.SpanStart : method.ReturnType.SpanStart, 0), "public static ");
                    Move(method.Span, Extensions);
                    break;
                case MethodDeclarationSyntax method:
                    RemoveAccess(method.Modifiers);
                    break;
                case FieldDeclarationSyntax field:
                    RemoveAccess(field.Modifiers);
                    if (initialize)
                        Initialize(field.Declaration);
                    break;
                case GlobalStatementSyntax:
                    break;
                default:
                    throw new NotebookException($"{_part.Tree!.FilePath} of the notebook: '{FirstLine(member.ToString())}' can stand in a notebook but not at a program's top level; put it into a class");
            }
        }
    }

    private void RemoveAccess(SyntaxTokenList modifiers)
    {
        foreach (var modifier in modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword) && !modifier.IsKind(SyntaxKind.ConstKeyword) && !modifier.IsKind(SyntaxKind.UnsafeKeyword)))
            Replace(TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End), "");
    }

    private void Initialize(VariableDeclarationSyntax declaration)
    {
        foreach (var variable in declaration.Variables.Where(variable => variable.Initializer is null))
            Replace(new(variable.Span.End, 0), " = default!");
    }

    private void ShowTrailingValue()
    {
        if (!CellSource.TryGetTrailingExpression(_part.Tree!, out var expression))
            return;
        var isShown = _part.Model!.GetTypeInfo(expression).Type is not { SpecialType: SpecialType.System_Void };
        if (isShown)
            Replace(new(expression.SpanStart, 0), "display(");
        Replace(new(expression.Span.End, 0), isShown ? ");" : ";");
    }

    private void Apply()
    {
        var text = _part.Tree!.GetText();
        foreach (var (span, target) in _moved)
            target.Add(Changed(text, span).Trim());
        Statements = WithoutMoved(text);
    }

    private string Changed(SourceText text, TextSpan span)
    {
        var part = text.GetSubText(span);
        return part.WithChanges(_changes
            .Where(change => span.Contains(change.Span))
            .Select(change => new TextChange(new(change.Span.Start - span.Start, change.Span.Length), change.NewText!))).ToString();
    }

    private string WithoutMoved(SourceText text)
    {
        // A line that held nothing else goes with what was moved.
        var removed = _moved.Select(move => new TextChange(WholeLines(text, move.Span), ""));
        var kept = _changes.Where(change => !_moved.Any(move => move.Span.Contains(change.Span)));
        return text.WithChanges(removed.Concat(kept).OrderBy(change => change.Span.Start)).ToString();
    }

    private static TextSpan WholeLines(SourceText text, TextSpan span)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, span.Start)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(span.End, last.End)));
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : span;
    }

    private void Replace(TextSpan span, string text) => _changes.Add(new(span, text));

    private void Move(TextSpan span, List<string> target) => _moved.Add((span, target));

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
