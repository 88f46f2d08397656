using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Evaluation;

/// <summary>A stretch of a cell in one language; a <c>#!</c> line starts the next.</summary>
internal abstract record CellPart;

/// <summary>C#, at the lines and columns where it stands in the cell.</summary>
/// <param name="Tree">The code, without the lines that the kernel itself carries out.</param>
/// <param name="References">Those lines.</param>
internal sealed record CodePart(SyntaxTree Tree, IReadOnlyList<ReferenceLine> References) : CellPart
{
    /// <summary>Whether there is something to execute, and not only comments and using directives.</summary>
    public bool HasCode => ((CompilationUnitSyntax)Tree.GetRoot()).Members.Count > 0;
}

/// <summary>Text in a language that is shown, not executed.</summary>
internal sealed record TextPart(CellLanguage Language, string Text) : CellPart;

/// <summary>A <c>#!</c> line that asks the kernel for something.</summary>
internal sealed record CommandPart(CellCommand Command) : CellPart;

/// <summary>The languages of a cell's parts.</summary>
internal enum CellLanguage
{
    CSharp,
    Html,
    Markdown,
    JavaScript,
    Mermaid,
}

/// <summary>What a <c>#!</c> line can ask for.</summary>
internal enum CellCommand
{
    Who,
    Whos,
    ListDirectives,
    About,
}
