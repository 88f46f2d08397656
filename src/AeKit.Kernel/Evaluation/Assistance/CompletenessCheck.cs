using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Tells whether Enter should run a cell or start its next line.</summary>
internal static class CompletenessCheck
{
    private const string Indent = "    ";

    public static Completeness Of(string code)
    {
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
            if (!SyntaxFactory.IsCompleteSubmission(part.Tree))
                return new(CompletenessStatus.Incomplete, NextIndent(code));
            if (part.Tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                return new(CompletenessStatus.Invalid);
        }
        return new(CompletenessStatus.Complete);
    }

    /// <summary>The indent of the last line, and one more if that opens something.</summary>
    private static string NextIndent(string code)
    {
        var last = code.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var indent = last[..^last.TrimStart().Length];
        return last.TrimEnd() is [.., '{' or '(' or '['] ? indent + Indent : indent;
    }
}
