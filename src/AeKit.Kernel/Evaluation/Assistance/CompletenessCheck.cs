using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Tells whether Enter should run a cell or start its next line.</summary>
internal static class CompletenessCheck
{
    private const string Indent = "    ";

    public static Completeness Of(string code)
    {
        if (HelpQuestion.In(code) is not null)
            return new(CompletenessStatus.Complete);
        CellSource source;
        try
        {
            source = CellSource.Parse(code, "");
        }
        catch (CellException)
        {
            return new(CompletenessStatus.Invalid);
        }
        foreach (var part in source.Parts.OfType<CodePart>())
        {
            if (OpenString.HasBroken(part.Tree) || HasStrayBracket(part.Tree))
                return new(CompletenessStatus.Invalid);
            if (!SyntaxFactory.IsCompleteSubmission(part.Tree) || OpenString.HasOpen(part.Tree))
                return new(CompletenessStatus.Incomplete, NextIndent(code));
            if (part.Tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                return new(CompletenessStatus.Invalid);
        }
        return new(CompletenessStatus.Complete);
    }

    /// <summary>Whether something is closed that was not opened, which more lines do not mend.</summary>
    private static bool HasStrayBracket(SyntaxTree tree) =>
        tree.GetRoot() is { ContainsSkippedText: true } root
        && root.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SkippedTokensTrivia) && trivia.ToString().AsSpan().IndexOfAny(")]}") >= 0);

    /// <summary>The indent of the last line, and one more if that opens something.</summary>
    private static string NextIndent(string code)
    {
        var last = code.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var indent = last[..^last.TrimStart().Length];
        return last.TrimEnd() is [.., '{' or '(' or '['] ? indent + Indent : indent;
    }
}
