using System.Diagnostics;

namespace AeKit.Kernel.Tests.Messaging.Clients;

/// <summary>A fact that needs one of Jupyter's own clients; skipped, with the reason, where it is not installed.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(string module, string debianPackage)
    {
        if (Python.Find(module) is null)
            Skip = $"There is no Python with {module} (Debian: apt-get install {debianPackage}).";
    }
}

/// <summary>Finds Pythons; Debian's own knows Debian's packages, another one that comes first on the path does not.</summary>
internal static class Python
{
    private static readonly string[] Programs = ["/usr/bin/python3", "python3", "python"];

    public static string? Find(string module) => Programs.FirstOrDefault(program => Has(program, module));

    private static bool Has(string program, string module)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-c", $"import {module}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
