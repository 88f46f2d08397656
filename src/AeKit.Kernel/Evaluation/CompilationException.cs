using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>A cell is not valid C#.</summary>
internal sealed class CompilationException(IReadOnlyList<Diagnostic> errors) : Exception(errors[0].GetMessage())
{
    public IReadOnlyList<Diagnostic> Errors { get; } = errors;
}
