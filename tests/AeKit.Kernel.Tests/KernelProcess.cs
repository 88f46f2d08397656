using System.Diagnostics;

namespace AeKit.Kernel.Tests;

/// <summary>The command as a user runs it: a process of its own.</summary>
internal static class KernelProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments) => RunAsync(folder, Patience, arguments);

    public static Task<(int Code, string Output)> RunAsync(string folder, TimeSpan patience, params string[] arguments) =>
        RunProgramAsync("dotnet", folder, new Dictionary<string, string?>(), patience, [Path.Combine(AppContext.BaseDirectory, "AeKit.Kernel.dll"), .. arguments]);

    public static Task<(int Code, string Output)> RunDotnetAsync(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        RunProgramAsync("dotnet", folder, environment, arguments);

    public static Task<(int Code, string Output)> RunProgramAsync(string program, string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        RunProgramAsync(program, folder, environment, Patience, arguments);

    /// <summary>Runs a program; one that does not end is killed and fails the test.</summary>
    private static async Task<(int Code, string Output)> RunProgramAsync(string program, string folder, IReadOnlyDictionary<string, string?> environment, TimeSpan patience, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(patience);
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
