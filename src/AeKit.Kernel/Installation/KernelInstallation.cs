using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Installation;

/// <summary>
/// Registers this program with Jupyter's clients. The spec's folder holds a copy of the program under a name made of
/// its content: a new version comes beside the one that running kernels use, and the spec then changes in one move.
/// </summary>
internal sealed class KernelInstallation(KernelFolders folders)
{
    // .NET Interactive's name, so that notebooks name one kernel for both; another one where that is taken.
    private const string SharedName = ".net-csharp";
    private const string OwnName = "aekit-csharp";

    private const string Assembly = "AeKit.Kernel.dll";
    private const string CopyPrefix = "program-";
    private const string NativeSuffix = "-native";
    private static readonly string[] Logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(KernelInstallation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Installs the program at <paramref name="source"/>, over what an earlier installation has left.</summary>
    /// <param name="source">Its folder.</param>
    /// <param name="addNativeCode">Makes the copy start faster, as <see cref="NativeCode.AddTo"/> does; null to leave it as it is.</param>
    /// <returns>The spec, and why the copy has no native code, if it was to have some.</returns>
    public (KernelSpec Spec, string? NoNativeCode) Install(string source, Func<string, string?>? addNativeCode = null)
    {
        var (name, displayName) = IsTaken(SharedName) ? (OwnName, "C# (AeKit)") : (SharedName, ".NET (C#)");
        var folder = Path.Combine(folders.User, name);
        var files = Files(source);
        var plain = Path.Combine(folder, CopyPrefix + Fingerprint(source, files));
        var native = plain + NativeSuffix;
        string? failure = null;
        Directory.CreateDirectory(folder);
        if (addNativeCode is not null && !Directory.Exists(native))
            failure = Copy(source, files, native, addNativeCode);
        var program = Directory.Exists(native) ? native : plain;
        if (!Directory.Exists(program))
            Copy(source, files, program);
        foreach (var logo in Logos)
            AtomicFile.Write(Path.Combine(folder, logo), Resource(logo));
        AtomicFile.Write(
            Path.Combine(folder, KernelSpec.FileName),
            KernelSpec.ToJson(displayName, [DotnetHost.Program, Path.Combine(program, Assembly), "start", KernelSpec.ConnectionFile], Version));
        RemoveCopies(folder, except: program);
        return (KernelSpec.Read(folder)!, failure);
    }

    /// <summary>Removes what an installation has made.</summary>
    /// <returns>The folders that clients no longer see.</returns>
    public IReadOnlyList<string> Uninstall()
    {
        var specs = new[] { SharedName, OwnName }.Select(name => KernelSpec.Read(Path.Combine(folders.User, name))).OfType<KernelSpec>().Where(spec => spec.IsOurs).ToList();
        foreach (var spec in specs)
        {
            // First what clients look for: a kernel that still runs keeps its program.
            File.Delete(Path.Combine(spec.Folder, KernelSpec.FileName));
            RemoveCopies(spec.Folder, except: null);
            foreach (var logo in Logos)
                File.Delete(Path.Combine(spec.Folder, logo));
            if (!Directory.EnumerateFileSystemEntries(spec.Folder).Any())
                Directory.Delete(spec.Folder);
        }
        return [.. specs.Select(spec => spec.Folder)];
    }

    /// <summary>Whether a spec starts the very program at <paramref name="source"/>, or a copy of it.</summary>
    public static bool IsCurrent(KernelSpec spec, string source) =>
        spec.Arguments.Any(argument => argument.Contains(CopyPrefix + Fingerprint(source, Files(source)), StringComparison.Ordinal));

    private bool IsTaken(string name) =>
        folders.All.Append(folders.User).Select(folder => KernelSpec.Read(Path.Combine(folder, name))).Any(spec => spec is { IsOurs: false });

    private static List<string> Files(string source) =>
        [.. Directory.GetFiles(source, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".pdb")
            .Select(file => Path.GetRelativePath(source, file))
            // Packing leaves another copy there.
            .Where(file => !file.StartsWith("publish" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string Fingerprint(string source, List<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(Path.Combine(source, file))));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    /// <returns>Why there is no copy, if <paramref name="change"/> has said so.</returns>
    private static string? Copy(string source, List<string> files, string target, Func<string, string?>? change = null)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            foreach (var file in files)
            {
                var copy = Path.Combine(temporary, file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(source, file), copy);
            }
            if (change?.Invoke(temporary) is { } failure)
                return failure;
            Directory.Move(temporary, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another installation was faster, with the same content.
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
        return null;
    }

    /// <summary>Removes the copies that no kernel runs from; the next installation removes those left.</summary>
    private static void RemoveCopies(string folder, string? except)
    {
        foreach (var copy in Directory.GetDirectories(folder, CopyPrefix + "*").Where(copy => copy != except && !ProgramInUse.Is(copy)))
            Directory.Delete(copy, recursive: true);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(KernelInstallation).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
