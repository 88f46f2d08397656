using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>
/// Strings without an end. More lines can end one that may have several; one that ends with its line can only be
/// corrected. Roslyn's own check of submissions does not tell them apart.
/// </summary>
internal static class OpenString
{
    private const string NewlineInConstant = "CS1010";
    private const string Unterminated = "CS1039";
    private const string UnterminatedRaw = "CS8997";

    /// <summary>Whether a string has no end, and no line that follows can give it one.</summary>
    public static bool HasBroken(SyntaxTree tree) => tree.GetDiagnostics().Any(diagnostic => diagnostic.Id switch
    {
        NewlineInConstant => true,
        Unterminated => !Opening(tree, diagnostic).Contains('@', StringComparison.Ordinal),
        UnterminatedRaw => !IsOpenRaw(tree, diagnostic),
        _ => false,
    });

    /// <summary>Whether a raw string goes on in the next line.</summary>
    public static bool HasOpen(SyntaxTree tree) =>
        tree.GetDiagnostics().Any(diagnostic => diagnostic.Id == UnterminatedRaw && IsOpenRaw(tree, diagnostic));

    /// <summary>A raw string has several lines if nothing follows the quotes in its first.</summary>
    private static bool IsOpenRaw(SyntaxTree tree, Diagnostic diagnostic)
    {
        var firstLine = Text(tree, diagnostic).Split('\n')[0];
        return string.IsNullOrWhiteSpace(firstLine.TrimStart('$').TrimStart('"'));
    }

    private static string Opening(SyntaxTree tree, Diagnostic diagnostic) => Text(tree, diagnostic).Split('"')[0];

    private static string Text(SyntaxTree tree, Diagnostic diagnostic)
    {
        // An error at the end of the text stands behind the last token.
        var root = tree.GetRoot();
        var position = diagnostic.Location.SourceSpan.Start;
        var token = root.FindToken(Math.Min(position, Math.Max(root.FullSpan.End - 1, 0)));
        var start = token.Parent?.FirstAncestorOrSelf<InterpolatedStringExpressionSyntax>()?.SpanStart ?? token.SpanStart;
        return root.ToFullString()[(start - root.FullSpan.Start)..];
    }
}
