using System.IO.MemoryMappedFiles;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Assemblies as the compiler needs them, which is without their code.
/// <see cref="MetadataReference.CreateFromFile(string, MetadataReferenceProperties, DocumentationProvider?)"/> copies the
/// whole files into memory: 70 MB for the framework.
/// </summary>
internal static class AssemblyReferences
{
    // A view that is collected is unmapped, and the compiler does not hold it.
    private static readonly List<MemoryMappedViewAccessor> Views = [];

    /// <summary>An assembly that is never written over: the compiler reads it where the system has mapped its file, as long as the process lives.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MetadataReference Map(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        lock (Views)
            Views.Add(view);
        return Create(ModuleMetadata.CreateFromImage(view.SafeMemoryMappedViewHandle.DangerousGetHandle(), (int)stream.Length), path);
    }

    /// <summary>An assembly that may be built again meanwhile: what the compiler needs is copied.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MetadataReference Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Create(ModuleMetadata.CreateFromStream(stream, PEStreamOptions.PrefetchMetadata), path);
    }

    // The path is only for display: of what has a file, the compiler describes the file in each cell's debug information.
    private static PortableExecutableReference Create(ModuleMetadata module, string path) => AssemblyMetadata.Create(module).GetReference(display: path);
}
