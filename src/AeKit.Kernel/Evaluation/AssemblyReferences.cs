using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Assemblies as the compiler needs them, which is without their code.
/// <see cref="MetadataReference.CreateFromFile(string, MetadataReferenceProperties, DocumentationProvider?)"/> copies
/// whole files into memory.
/// </summary>
internal static class AssemblyReferences
{
    /// <summary>An assembly, which may be built again meanwhile: what the compiler needs is copied.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MetadataReference Read(string path)
    {
        using var stream = File.OpenRead(path);
        var module = ModuleMetadata.CreateFromStream(stream, PEStreamOptions.PrefetchMetadata);
        // The path is only for display: of what has a file, the compiler describes the file in each cell's debug information.
        return AssemblyMetadata.Create(module).GetReference(display: path);
    }
}
