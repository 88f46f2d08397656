using System.Diagnostics;

namespace AeKit.Interop.Tests.Interactive;

/// <summary>A fact that needs .NET Interactive itself and a client that talks to it; skipped, with the reason, where one is missing.</summary>
internal sealed class InteractiveFactAttribute : FactAttribute
{
    private const string Client = "/usr/bin/python3";

    public InteractiveFactAttribute()
    {
        if (Tool is null)
            Skip = "There is no dotnet-interactive on the path (dotnet tool install --global Microsoft.dotnet-interactive).";
        else if (Python is null)
            Skip = "There is no Python with nbconvert (Debian: apt-get install jupyter-nbconvert).";
    }

    /// <summary>The program dotnet-interactive, or null.</summary>
    public static string? Tool { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "dotnet-interactive"), Path.Combine(folder, "dotnet-interactive.exe")])
        .FirstOrDefault(File.Exists);

    /// <summary>A Python with nbconvert, or null.</summary>
    public static string? Python { get; } = new[] { Client, "python3", "python" }.FirstOrDefault(HasClient);

    private static bool HasClient(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-c", "import nbconvert, nbclient"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
