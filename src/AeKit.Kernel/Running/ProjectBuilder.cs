using System.Diagnostics;

namespace AeKit.Kernel.Running;

/// <summary>Builds the projects that notebooks refer to, each once.</summary>
internal sealed class ProjectBuilder
{
    private readonly Dictionary<ProjectOutput, BuildResult> _built = [];

    /// <summary>Builds a project unless this builder has already done so.</summary>
    public async Task<BuildResult> BuildAsync(ProjectOutput output, CancellationToken cancellationToken)
    {
        if (!_built.TryGetValue(output, out var result))
        {
            result = await RunDotnetBuildAsync(output, cancellationToken).ConfigureAwait(false);
            _built.Add(output, result);
        }
        return result;
    }

    public bool HasBuilt(ProjectOutput output) => _built.ContainsKey(output);

    private static async Task<BuildResult> RunDotnetBuildAsync(ProjectOutput output, CancellationToken cancellationToken)
    {
        // Nodes that stay behind would hold the output pipes open.
        var start = DotnetHost.Start("build", [output.ProjectPath, "-c", output.Configuration, "--nologo", "-v", "quiet", "-nodeReuse:false", "-consoleLoggerParameters:NoSummary"]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetDirectoryName(output.ProjectPath);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        try
        {
            var output1 = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var output2 = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new(process.ExitCode == 0, (await output1.ConfigureAwait(false) + await output2.ConfigureAwait(false)).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

/// <summary>How a build ended and what it printed.</summary>
internal sealed record BuildResult(bool Succeeded, string Output);
