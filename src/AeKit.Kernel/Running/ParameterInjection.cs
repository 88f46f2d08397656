using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AeKit.Kernel.Running;

/// <summary>
/// Gives a notebook its parameters by papermill's convention: a cell tagged <c>parameters</c> holds the defaults, and
/// a cell tagged <c>injected-parameters</c> right after it the values that replace them.
/// </summary>
internal static class ParameterInjection
{
    public const string ParametersTag = "parameters";
    public const string InjectedTag = "injected-parameters";

    /// <summary>Inserts the cell, in place of one that an earlier run has inserted.</summary>
    /// <exception cref="NotebookException">The notebook has no such parameter, or the value is not C#.</exception>
    public static void Inject(Notebook notebook, IReadOnlyList<Parameter> parameters)
    {
        if (parameters.Count == 0)
            return;
        var file = Path.GetFileName(notebook.Path);
        var defaults = notebook.Cells.FirstOrDefault(cell => cell.IsExecutable && cell.Tags.Contains(ParametersTag))
            ?? throw new NotebookException($"{file}: --set needs a code cell tagged '{ParametersTag}' that holds the defaults, and there is none");
        var variables = Variables(defaults.Source);
        var assignments = parameters.Select(parameter => variables.TryGetValue(parameter.Name, out var variable)
            ? $"{parameter.Name} = {ToCode(file, parameter, variable)};"
            : throw new NotebookException($"{file}: its parameters cell has no variable '{parameter.Name}'; it has {Names(variables.Keys)}"));
        foreach (var earlier in notebook.Cells.Where(cell => cell.Tags.Contains(InjectedTag)).ToList())
            notebook.Remove(earlier);
        notebook.InsertCode(defaults, "// Parameters\n" + string.Join('\n', assignments), InjectedTag);
    }

    private static Dictionary<string, VariableKind> Variables(string code)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, CellSource.ParseOptions).GetRoot();
        var variables = new Dictionary<string, VariableKind>(StringComparer.Ordinal);
        foreach (var declaration in root.Members.OfType<FieldDeclarationSyntax>().Select(field => field.Declaration))
        {
            foreach (var variable in declaration.Variables)
                variables[variable.Identifier.ValueText] = KindOf(declaration.Type, variable.Initializer?.Value);
        }
        return variables;
    }

    /// <summary>What a value must look like to be assigned to a variable declared so.</summary>
    private static VariableKind KindOf(TypeSyntax type, ExpressionSyntax? value) => type.ToString().TrimEnd('?') switch
    {
        "string" or "String" => VariableKind.Text,
        "float" or "Single" => VariableKind.Float,
        "decimal" or "Decimal" => VariableKind.Decimal,
        "var" => value switch
        {
            InterpolatedStringExpressionSyntax => VariableKind.Text,
            LiteralExpressionSyntax { Token.Value: string } => VariableKind.Text,
            LiteralExpressionSyntax { Token.Value: float } => VariableKind.Float,
            LiteralExpressionSyntax { Token.Value: decimal } => VariableKind.Decimal,
            PrefixUnaryExpressionSyntax { Operand: var operand } => KindOf(type, operand),
            _ => VariableKind.Other,
        },
        _ => VariableKind.Other,
    };

    private static string ToCode(string file, Parameter parameter, VariableKind kind)
    {
        if (kind == VariableKind.Text)
            return IsStringLiteral(parameter.Text) ? parameter.Text : SymbolDisplay.FormatLiteral(parameter.Text, quote: true);
        var expression = SyntaxFactory.ParseExpression(parameter.Text, options: CellSource.ParseOptions);
        if (parameter.Text.Length == 0 || expression.ContainsDiagnostics || expression.FullSpan.Length != parameter.Text.Length)
            throw new NotebookException($"{file}: --set {parameter.Name}={parameter.Text}: the value is not a C# expression");
        // A suffix at the end of 0x10 would be a digit.
        var isDouble = (char.IsAsciiDigit(parameter.Text[^1]) || parameter.Text[^1] == '.') && !parameter.Text.Contains("0x", StringComparison.OrdinalIgnoreCase);
        return (kind, isDouble) switch
        {
            (VariableKind.Float, true) => parameter.Text + "f",
            (VariableKind.Decimal, true) => parameter.Text + "m",
            _ => parameter.Text,
        };
    }

    private static bool IsStringLiteral(string text) =>
        text.Length > 1 && SyntaxFactory.ParseExpression(text) is LiteralExpressionSyntax { Token.Value: string } literal
        && !literal.ContainsDiagnostics && literal.FullSpan.Length == text.Length;

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";

    private enum VariableKind
    {
        Text,
        Float,
        Decimal,
        Other,
    }
}
