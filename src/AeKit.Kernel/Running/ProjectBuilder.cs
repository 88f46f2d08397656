using System.Diagnostics;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Builds the projects that notebooks refer to, each once.</summary>
/// <param name="properties">Properties for every project.</param>
internal sealed class ProjectBuilder(IReadOnlyList<BuildProperty> properties)
{
    private readonly Dictionary<ProjectOutput, BuildResult> _built = [];
    private readonly Dictionary<ProjectOutput, string> _folders = [];

    /// <summary>Builds a project unless this builder has already done so.</summary>
    public async Task<BuildResult> BuildAsync(ProjectOutput output, CancellationToken cancellationToken)
    {
        if (!_built.TryGetValue(output, out var result))
        {
            // Nodes that stay behind would hold the output pipes open.
            result = await RunAsync("build", output, ["-c", output.Configuration, "-nodeReuse:false", "-consoleLoggerParameters:NoSummary"], cancellationToken).ConfigureAwait(false);
            _built.Add(output, result);
        }
        return result;
    }

    public bool HasBuilt(ProjectOutput output) => _built.ContainsKey(output);

    /// <summary>Where a build with the properties puts the project's assembly; nothing is built.</summary>
    /// <exception cref="NotebookException">The project cannot be read, or has an output for each of several frameworks.</exception>
    public async Task<string> FindOutputFolderAsync(ProjectOutput output, CancellationToken cancellationToken)
    {
        if (!_folders.TryGetValue(output, out var folder))
        {
            var result = await RunAsync("msbuild", output, [$"-p:Configuration={output.Configuration}", "-getProperty:TargetDir"], cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded || !Path.IsPathFullyQualified(result.Output))
                throw new NotebookException($"{output.ProjectPath}: MSBuild does not tell the output's folder (TargetDir): {result.Output}");
            _folders.Add(output, folder = result.Output);
        }
        return folder;
    }

    private async Task<BuildResult> RunAsync(string command, ProjectOutput output, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = DotnetHost.Start(command, [output.ProjectPath, "--nologo", "-v:quiet", .. arguments, .. properties.Select(property => property.ToArgument())]);
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
