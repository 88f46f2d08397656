using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AeKit.Kernel.Evaluation;

/// <summary>A cell's text, taken apart at its <c>#!</c> lines.</summary>
/// <param name="Parts">What it consists of, in order.</param>
/// <param name="IsTimed">Whether it has a <c>#!time</c> line.</param>
internal sealed record CellSource(IReadOnlyList<CellPart> Parts, bool IsTimed)
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <param name="code">The text of the cell.</param>
    /// <param name="name">The name under which errors and stack traces mention the cell.</param>
    /// <exception cref="CellException">A <c>#!</c> line, which this kernel does not know.</exception>
    public static CellSource Parse(string code, string name)
    {
        var parts = new List<CellPart>();
        var isTimed = false;
        var start = 0;
        var language = CellLanguage.CSharp;
        while (true)
        {
            var (end, directive) = language == CellLanguage.CSharp ? FindDirective(code, start) : FindSwitch(code, start);
            if (language == CellLanguage.CSharp)
                AddCode(parts, code, start, end, name);
            else
                parts.Add(new TextPart(language, code[start..end].Trim('\r', '\n')));
            if (directive is null)
                return new(parts, isTimed);
            language = Directives.LanguageOf(directive) ?? CellLanguage.CSharp;
            if (Directives.CommandOf(directive) is { } command)
                parts.Add(new CommandPart(command));
            isTimed |= directive == Directives.Time;
            start = NextLine(code, end);
        }
    }

    /// <summary>The <c>#r</c> lines of a cell that need not otherwise be valid.</summary>
    public static IEnumerable<ReferenceLine> ReferencesIn(string code) =>
        DirectivesIn(ParseTree(code, "")).Select(ToReference).OfType<ReferenceLine>().Where(line => line.Kind == ReferenceKind.Assembly);

    /// <summary>Whether the code ends in an expression whose value is to be shown.</summary>
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

    private static void AddCode(List<CellPart> parts, string code, int start, int end, string name)
    {
        if (string.IsNullOrWhiteSpace(code[start..end]))
            return;
        var tree = ParseTree(Alone(code, start, end), name);
        var references = new List<ReferenceLine>();
        StringBuilder? rest = null;
        foreach (var directive in DirectivesIn(tree))
        {
            if (ToReference(directive) is not { } reference)
                continue;
            references.Add(reference);
            rest ??= new(tree.ToString());
            Blank(rest, directive.SpanStart, directive.Span.End);
        }
        parts.Add(new CodePart(rest is null ? tree : ParseTree(rest.ToString(), name), references));
    }

    /// <summary>The next <c>#!</c> line of C# code: such a line in a string is none, so only the parser can tell.</summary>
    private static (int Position, string? Name) FindDirective(string code, int start)
    {
        if (code.IndexOf("#!", start, StringComparison.Ordinal) < 0)
            return (code.Length, null);
        foreach (var directive in DirectivesIn(ParseTree(Alone(code, start, code.Length), "")))
        {
            var text = directive.ToString();
            if (!text.StartsWith("#!", StringComparison.Ordinal))
                continue;
            var position = directive.GetLocation().GetLineSpan().StartLinePosition;
            return (directive.SpanStart, Directives.Find(FirstLine(text)) ?? throw new CellException(
                $"'{FirstLine(text)}' is not known to this kernel. It knows {string.Join(", ", Directives.Descriptions.Keys)}.",
                position.Line + 1,
                position.Character + 1));
        }
        return (code.Length, null);
    }

    /// <summary>The next line of other text that is a directive; lines that only look like one belong to the text.</summary>
    private static (int Position, string? Name) FindSwitch(string code, int start)
    {
        for (var line = start; line < code.Length; line = NextLine(code, line))
        {
            if (Directives.Find(code.AsSpan(line..NextLine(code, line))) is { } name)
                return (line, name);
        }
        return (code.Length, null);
    }

    private static int NextLine(string code, int position)
    {
        var end = code.IndexOf('\n', position);
        return end < 0 ? code.Length : end + 1;
    }

    private static IEnumerable<SyntaxTrivia> DirectivesIn(SyntaxTree tree) =>
        tree.GetRoot() is { ContainsDirectives: true } root ? root.DescendantTrivia().Where(trivia => trivia.IsDirective) : [];

    private static ReferenceLine? ToReference(SyntaxTrivia trivia)
    {
        var position = trivia.GetLocation().GetLineSpan().StartLinePosition;
        return trivia.GetStructure() switch
        {
            ReferenceDirectiveTriviaSyntax { File.IsMissing: false } line => At(ReferenceKind.Assembly, line.File.ValueText),
            LoadDirectiveTriviaSyntax { File.IsMissing: false } line => At(ReferenceKind.Script, line.File.ValueText),
            BadDirectiveTriviaSyntax { Identifier.Text: "i" } line => At(ReferenceKind.PackageSource, FirstLine(line.ToString())[2..].Trim().Trim('"')),
            _ => null,
        };

        ReferenceLine At(ReferenceKind kind, string text) => new(kind, text.Trim(), position.Line + 1, position.Character + 1);
    }

    /// <summary>Code without <c>#!</c> lines.</summary>
    public static SyntaxTree ParseTree(string code, string name) =>
        SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), ParseOptions, path: name);

    /// <summary>The text with everything outside a stretch blanked, so that lines and columns stay.</summary>
    private static string Alone(string code, int start, int end)
    {
        if (start == 0 && end == code.Length)
            return code;
        var text = new StringBuilder(code);
        Blank(text, 0, start);
        Blank(text, end, code.Length);
        return text.ToString();
    }

    private static void Blank(StringBuilder text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is not ('\r' or '\n'))
                text[i] = ' ';
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
