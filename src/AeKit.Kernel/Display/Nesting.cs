using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Display;

/// <summary>Finds collections that contain themselves: the formatter would follow them until the stack and with it the process ends.</summary>
internal static class Nesting
{
    // More than anyone reads; the formatter takes a good part of a kilobyte of stack for each.
    private const int Deepest = 50;

    public static bool IsEndless(object? value) => IsEndless(value, [], []);

    /// <param name="value">Where to look.</param>
    /// <param name="path">The collections around it.</param>
    /// <param name="done">Those that have been looked through.</param>
    private static bool IsEndless(object? value, List<object> path, HashSet<object> done)
    {
        if (value is null || Elements(value) is not { } elements || !done.Add(value))
            return value is not null && path.Exists(outer => ReferenceEquals(outer, value));
        if (path.Count == Deepest)
            return true;
        path.Add(value);
        var isEndless = elements.Take(Formatter.ListExpansionLimit).Any(element => IsEndless(element, path, done));
        path.RemoveAt(path.Count - 1);
        return isEndless;
    }

    /// <summary>What the formatter follows from a value, without computing anything: a lazy sequence is left alone.</summary>
    private static IEnumerable<object?>? Elements(object value) => value switch
    {
        string => null,
        IDictionary dictionary => dictionary.Values.Cast<object?>(),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
        ICollection collection when IsNested(value.GetType()) => collection.Cast<object?>(),
        _ => null,
    };

    private static bool IsNested(Type type) => ObjectFormatting.ElementType(type) is not { } element || !ObjectFormatting.IsScalar(element);
}
