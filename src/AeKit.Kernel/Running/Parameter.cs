using AeKit.Kernel.Notebooks;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Running;

/// <summary>A value given from outside for a variable of a notebook's parameters cell.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Text">The value as typed: a C# expression, or the text itself where the variable is a string.</param>
internal sealed record Parameter(string Name, string Text)
{
    /// <summary>Reads <c>name=value</c>.</summary>
    /// <exception cref="NotebookException">It has another form.</exception>
    public static Parameter Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "" : argument[..equals].Trim();
        return SyntaxFacts.IsValidIdentifier(name)
            ? new(name, argument[(equals + 1)..].Trim())
            : throw new NotebookException($"--set {argument}: give a parameter as name=value, for instance --set epochs=3");
    }
}
