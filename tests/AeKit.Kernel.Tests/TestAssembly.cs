using AeKit.Kernel.Evaluation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Tests;

/// <summary>Compiles small assemblies for cells to refer to.</summary>
internal static class TestAssembly
{
    // As a project would.
    private static readonly MetadataReference[] Framework = [.. FrameworkReferences.Files.Values.Select(path => MetadataReference.CreateFromFile(path))];

    // As code that is compiled while a program runs, against what that program has loaded.
    private static readonly MetadataReference[] Runtime = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path))];

    public static string Write(string path, string code, params string[] references) => Write(path, code, Framework, references);

    public static string WriteAgainstRuntime(string path, string code) => Write(path, code, Runtime, []);

    private static string Write(string path, string code, MetadataReference[] framework, string[] references)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var result = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(code)],
            [.. framework, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
