using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace AeKit.Kernel.Evaluation;

/// <summary>The part of an exception's stack trace that a cell's author knows: cells and the libraries they called.</summary>
internal static partial class CellStackTrace
{
    private static readonly Assembly Kernel = typeof(CellStackTrace).Assembly;

    public static IReadOnlyList<CellStackFrame> Of(Exception exception)
    {
        var frames = new List<CellStackFrame>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || IsPlumbing(method))
                continue;
            var isCell = IsCellAssembly(method.Module.Assembly);
            var known = new CellStackFrame(
                MethodName(method, isCell),
                isCell ? Path.GetFileName(frame.GetFileName()) : null, // The compiler puts the base directory before the name.
                isCell && frame.GetFileLineNumber() is > 0 and var line ? line : null);
            if (frames.Count == 0 || frames[^1] != known)
                frames.Add(known);
        }
        // Below the last cell frame there is only what runs cells.
        var last = frames.FindLastIndex(frame => frame.Cell is not null);
        return last < 0 ? frames : frames[..(last + 1)];
    }

    private static bool IsCellAssembly(Assembly assembly) =>
        assembly.IsDynamic is false && assembly.Location.Length == 0
        && assembly.GetName().Name!.StartsWith("Notebook-", StringComparison.Ordinal);

    private static bool IsPlumbing(MethodBase method) =>
        method.Module.Assembly == Kernel
        || method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)
        || method.DeclaringType?.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false) == true
        || method.DeclaringType?.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices";

    private static string? MethodName(MethodBase method, bool isCell)
    {
        // Async methods and iterators run in a nested type named <Method>d__1, lambdas and local functions in
        // methods named <Method>b__1 and <Method>g__Local|1.
        var type = method.DeclaringType;
        var name = method.Name;
        if (type is not null && type.Name.StartsWith('<') && name == "MoveNext")
        {
            name = Between(type.Name, '<', '>');
            type = type.DeclaringType;
        }
        else if (name.Contains(">g__", StringComparison.Ordinal))
        {
            name = name[(name.IndexOf(">g__", StringComparison.Ordinal) + 4)..].Split('|')[0];
        }
        else if (name.Contains(">b__", StringComparison.Ordinal))
        {
            name = "a lambda";
        }
        while (type is not null && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        if (isCell && name is "<Initialize>" or "<Factory>")
            return null;
        if (name == "a lambda")
            return name;
        var typeName = type is null || (isCell && type.Name.StartsWith("Submission", StringComparison.Ordinal)) ? null
            : isCell ? type.Name
            : type.IsGenericType ? type.GetGenericTypeDefinition().FullName
            : type.FullName;
        return typeName is null ? name + "()" : $"{Arity().Replace(typeName, "").Replace('+', '.')}.{name}()";
    }

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();

    private static string Between(string text, char open, char close)
    {
        // The outermost pair: a type <<Initialize>>d__0 stands for the method <Initialize>.
        var start = text.IndexOf(open, StringComparison.Ordinal) + 1;
        var end = text.LastIndexOf(close);
        return text[start..end];
    }
}

/// <summary>A line of a stack trace.</summary>
/// <param name="Method">The method, or null for the top level of a cell.</param>
/// <param name="Cell">The cell it stands in, if any.</param>
/// <param name="Line">The line in the cell, from 1.</param>
internal sealed record CellStackFrame(string? Method, string? Cell, int? Line)
{
    public override string ToString()
    {
        var place = Line is null ? Cell : $"{Cell}, line {Line}";
        return (Method, place) switch
        {
            (null, _) => place ?? "a cell",
            (_, null) => Method,
            _ => $"{Method} in {place}",
        };
    }
}
