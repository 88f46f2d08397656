using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>A cell that is being written, with its meaning over the cells before it.</summary>
/// <param name="Root">The C# at the position.</param>
/// <param name="Model">What it means.</param>
internal sealed record CodeAtPosition(SyntaxNode Root, SemanticModel Model)
{
    /// <summary>The code that <paramref name="position"/> is in, or null if there is no C#.</summary>
    public static CodeAtPosition? Find(string code, int position, Session session)
    {
        CellSource source;
        try
        {
            source = CellSource.Parse(code, "");
        }
        catch (CellException)
        {
            return null; // A #! line half typed.
        }
        // A part's text is as long as the cell, with blanks for the other parts.
        var part = source.Parts.OfType<CodePart>().LastOrDefault(part => part.Tree.GetRoot().FullSpan.Length > 0 && FirstToken(part) <= position)
            ?? source.Parts.OfType<CodePart>().FirstOrDefault();
        if (part is null)
            return null;
        var compilation = session.Analyze(part.Tree);
        return new(part.Tree.GetRoot(), compilation.GetSemanticModel(part.Tree, ignoreAccessibility: false));
    }

    /// <summary>Whether a position is in a comment or in the text of a string, where code has no meaning.</summary>
    public bool IsInText(int position)
    {
        var trivia = Root.FindTrivia(position > 0 ? position - 1 : 0);
        if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
            return true;
        if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            return position < trivia.Span.End;
        var token = Root.FindToken(position > 0 ? position - 1 : 0);
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken =>
                position > token.SpanStart && (position < token.Span.End || token.ContainsDiagnostics),
            SyntaxKind.InterpolatedStringTextToken => position > token.SpanStart && position <= token.Span.End,
            _ => false,
        };
    }

    private static int FirstToken(CodePart part) => part.Tree.GetRoot().GetFirstToken(includeZeroWidth: true).SpanStart;
}
