using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AeKit.Kernel.Running;

/// <summary>The <c>dotnet</c> that starts other .NET programs.</summary>
internal static class DotnetHost
{
    /// <summary>The one this process runs on, where that can be told; else the one on the PATH.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == "dotnet" ? program
        : BesideRuntime() ?? "dotnet";

    /// <summary>Starts <c>dotnet</c> with <paramref name="first"/>, an assembly or a command of the SDK, and what that takes.</summary>
    public static ProcessStartInfo Start(string first, IEnumerable<string> arguments) => new(Program, [first, .. arguments]);

    /// <summary>The runtime is <c>shared/Microsoft.NETCore.App/10.0.0</c> in the folder of its host.</summary>
    private static string? BesideRuntime()
    {
        var folder = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        var program = Path.GetFullPath(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(program) ? program : null;
    }
}
