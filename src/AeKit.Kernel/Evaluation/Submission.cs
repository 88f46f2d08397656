using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation;

/// <summary>A compiled cell.</summary>
/// <param name="Compilation">What later cells build on.</param>
/// <param name="Run">Executes it over the state of the cells before it; null if there is nothing to execute.</param>
/// <param name="HasValue">Whether its result is the value of a trailing expression.</param>
internal sealed record Submission(CSharpCompilation Compilation, Func<object?[], Task<object?>>? Run, bool HasValue);
