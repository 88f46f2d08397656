using System.Diagnostics;

namespace AeKit.Kernel.Running;

/// <summary>The <c>dotnet</c> that starts other .NET programs.</summary>
internal static class DotnetHost
{
    /// <summary>The one this process runs on, where that can be told; else the one on the PATH.</summary>
    public static string Program =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == "dotnet" ? program
        : "dotnet";

    /// <summary>Starts <c>dotnet</c> with <paramref name="first"/>, an assembly or a command of the SDK, and what that takes.</summary>
    public static ProcessStartInfo Start(string first, IEnumerable<string> arguments) => new(Program, [first, .. arguments]);
}
