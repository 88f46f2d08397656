using System.Diagnostics;

namespace AeKit.Tests.Exporting;

/// <summary>The programs that exported models are for, where they are installed.</summary>
internal static class Peers
{
    /// <summary>A Python that has PyTorch, or null. Debian's own knows Debian's packages; another that comes first on the path does not.</summary>
    public static string? PyTorch { get; } = new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(program =>
        Succeeds(program, "-c", "import sys, importlib.util; sys.exit(importlib.util.find_spec('torch') is None)"));

    /// <summary>A folder above the tests' output with the packages of package.json, or null; .ci/run installs them.</summary>
    public static string? NodePackages { get; } = Above(AppContext.BaseDirectory)
        .Select(folder => Path.Combine(folder, "node_modules"))
        .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "onnxruntime-node")) && Directory.Exists(Path.Combine(folder, "onnxruntime-web")));

    public static bool HasNode { get; } = Succeeds("node", "--version");

    /// <summary>A browser of the Chromium family, or null.</summary>
    public static string? Chromium { get; } = new[] { "chromium", "chromium-browser", "google-chrome", "chrome" }.FirstOrDefault(program => Succeeds(program, "--version"));

    /// <summary>A file that the project copies beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Exporting", name);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within four minutes.");
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} failed.\n{output.GetAwaiter().GetResult()}\n{errors.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }

    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };

        // Two processes on a machine of two cores, and no network but the loopback.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["GLOO_SOCKET_IFNAME"] = "lo";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return Process.Start(start)!;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Start(program, arguments);
            process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}

/// <summary>A test that needs PyTorch; skipped, with the reason, where there is none.</summary>
internal sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute()
    {
        if (Peers.PyTorch is null)
        {
            Skip = "There is no Python with torch (Debian: apt-get install python3-torch).";
        }
    }
}

/// <summary>A test that needs ONNX Runtime in Node, and maybe a browser; skipped, with the reason, where there is none.</summary>
internal sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute(bool inBrowser = false)
    {
        if (!Peers.HasNode || Peers.NodePackages is null)
        {
            Skip = "There is no Node, or it has no ONNX Runtime: .ci/run says how to install it beside the tests.";
        }
        else if (inBrowser && Peers.Chromium is null)
        {
            Skip = "No Chromium or Chrome on the PATH (Debian: apt-get install chromium).";
        }
    }
}
