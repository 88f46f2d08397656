using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation;

/// <summary>Compiled code.</summary>
/// <param name="Compilation">What later code builds on.</param>
/// <param name="Run">Executes it over the state of the code before it; null if there is nothing to execute.</param>
/// <param name="HasNullValue">Whether a result of null is the value of a trailing expression, and not the lack of one.</param>
internal sealed record Submission(CSharpCompilation Compilation, Func<object?[], Task<object?>>? Run, Func<bool> HasNullValue);
