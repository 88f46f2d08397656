using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>A name, and as much of its kind as tells it from others that code can mean by the same word.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">A method's signature, the number of a type's parameters; nothing for a variable.</param>
internal readonly partial record struct DeclaredName(string Name, string Kind)
{
    public static DeclaredName Of(ISymbol symbol) => new(symbol.Name, symbol switch
    {
        // M:Submission7.Twice(Submission5.Number): which of several types of one name a parameter has, matters.
        IMethodSymbol => symbol.GetDocumentationCommentId()!.Split('.', 2)[^1],
        INamedTypeSymbol type => $"`{type.Arity}",
        _ => "",
    });

    /// <summary>Whether code has the same for both: of the types of its parameters it has names, but not which of several so named they are.</summary>
    public bool IsWrittenAs(DeclaredName other) => Name == other.Name && Written(Kind) == Written(other.Kind);

    private static string Written(string kind) => SubmissionName().Replace(kind, "");

    [GeneratedRegex(@"\bSubmission\d+\.")]
    private static partial Regex SubmissionName();
}
