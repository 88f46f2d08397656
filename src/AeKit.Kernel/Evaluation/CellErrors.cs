using System.Reflection;
using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>Turns what went wrong in a cell into lines for its author.</summary>
internal static class CellErrors
{
    private const int MostErrorsShown = 10;

    public static CellError Describe(Exception exception, string cellName, string code) => exception switch
    {
        CompilationException compilation => DescribeCompilation(compilation, code),
        CellException line => DescribeLine(line, cellName, code),
        TargetInvocationException { InnerException: { } inner } => Describe(inner, cellName, code),
        AggregateException { InnerExceptions: [var only] } => Describe(only, cellName, code),
        _ => DescribeRuntime(exception, cellName, code),
    };

    private static CellError DescribeCompilation(CompilationException exception, string code)
    {
        var traceback = new List<string>();
        foreach (var error in exception.Errors.OrderBy(error => error.Location.SourceSpan.Start).Take(MostErrorsShown))
        {
            var span = error.Location.GetMappedLineSpan();
            var start = span.StartLinePosition;
            traceback.Add(span.IsValid
                ? $"{Path.GetFileName(span.Path)}, line {start.Line + 1}, column {start.Character + 1}: error {error.Id}: {error.GetMessage()}"
                : $"error {error.Id}: {error.GetMessage()}");
            if (error.Location.SourceTree is { } tree && span.IsValid)
                AddOffendingLine(traceback, tree.ToString(), start.Line + 1, start.Character + 1, error.Location.SourceSpan.Length);
        }
        if (exception.Errors.Count > MostErrorsShown)
            traceback.Add($"… and {exception.Errors.Count - MostErrorsShown} more errors");
        var first = exception.Errors.OrderBy(error => error.Location.SourceSpan.Start).First();
        return new("CompilationError", $"{first.Id}: {first.GetMessage()}", traceback, LineOf(first));
    }

    private static CellError DescribeLine(CellException exception, string cellName, string code)
    {
        var traceback = new List<string> { $"{cellName}, line {exception.Line}: {exception.Message}" };
        AddOffendingLine(traceback, code, exception.Line, exception.Column, length: 0);
        return new("DirectiveError", exception.Message, traceback, exception.Line);
    }

    private static CellError DescribeRuntime(Exception exception, string cellName, string code)
    {
        var frames = CellStackTrace.Of(exception);
        var traceback = new List<string>();
        AddChain(traceback, exception, frames);
        var line = frames.FirstOrDefault(frame => frame.Cell == cellName)?.Line;
        if (line is { } number && LineText(code, number) is { } text)
            traceback.Add($"{cellName}, line {number}: {text.Trim()}");
        return new(TypeName(exception), exception.Message, traceback, line);
    }

    private static void AddChain(List<string> traceback, Exception exception, IReadOnlyList<CellStackFrame> frames)
    {
        traceback.AddRange($"{exception.GetType().FullName}: {exception.Message}".ReplaceLineEndings("\n").Split('\n'));
        traceback.AddRange(frames.Select(frame => "   at " + frame));
        if (exception.InnerException is { } inner)
        {
            traceback.Add("caused by");
            AddChain(traceback, inner, CellStackTrace.Of(inner));
        }
    }

    private static void AddOffendingLine(List<string> traceback, string code, int line, int column, int length)
    {
        if (LineText(code, line) is not { } text)
            return;
        var width = Math.Max(1, Math.Min(length, text.Length - column + 1));
        traceback.Add("    " + text);
        traceback.Add("    " + new string([.. text.Take(column - 1).Select(c => c == '\t' ? '\t' : ' ')]) + new string('^', width));
    }

    private static int? LineOf(Diagnostic error) =>
        error.Location.IsInSource ? error.Location.GetMappedLineSpan().StartLinePosition.Line + 1 : null;

    private static string? LineText(string code, int line) =>
        code.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(line - 1);

    private static string TypeName(Exception exception)
    {
        var name = exception.GetType().Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }
}
