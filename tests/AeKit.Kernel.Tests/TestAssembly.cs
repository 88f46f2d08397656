using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Tests;

/// <summary>Compiles small assemblies for cells to refer to.</summary>
internal static class TestAssembly
{
    private static readonly MetadataReference[] Framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path))];

    public static string Write(string path, string code, params string[] references)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var result = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(code)],
            [.. Framework, .. references.Select(reference => MetadataReference.CreateFromFile(reference))],
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
