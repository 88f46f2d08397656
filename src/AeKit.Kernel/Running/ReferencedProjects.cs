using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>The projects whose outputs notebooks refer to: builds each once, and knows where properties have moved its output.</summary>
/// <param name="progress">Is told of the builds.</param>
/// <param name="properties">Properties for every project.</param>
internal sealed class ReferencedProjects(IRunProgress progress, IReadOnlyList<BuildProperty> properties)
{
    private readonly ProjectBuilder _builder = new(properties);

    /// <returns>False if a project does not build; the progress has been told.</returns>
    public async Task<bool> BuildAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        foreach (var project in Of(notebook).Select(output => output.Project).Distinct())
        {
            if (!_builder.HasBuilt(project))
                progress.BuildStarted(project);
            var result = await _builder.BuildAsync(project, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                progress.BuildFailed(project, result);
                return false;
            }
        }
        return true;
    }

    /// <summary>Properties may send a project's output to another folder: the files there, by the paths that the notebook has.</summary>
    /// <exception cref="NotebookException">A project's output cannot be told.</exception>
    public async Task<IReadOnlyDictionary<string, string>> FindMovedAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        if (properties.Count == 0)
            return moved;
        foreach (var (project, path) in Of(notebook))
        {
            var folder = await _builder.FindOutputFolderAsync(project, cancellationToken).ConfigureAwait(false);
            moved.TryAdd(path, Path.Combine(folder, Path.GetFileName(path)));
        }
        return moved;
    }

    private static IEnumerable<(ProjectOutput Project, string Path)> Of(Notebook notebook) =>
        notebook.Cells
            .Where(cell => cell.IsExecutable)
            .SelectMany(cell => CellSource.ReferencesIn(cell.Source))
            .Where(line => line.Reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(line => Path.GetFullPath(line.Reference, notebook.Directory))
            .Select(path => (Project: ProjectOutput.Of(path), path))
            .Where(output => output.Project is not null)
            .Select(output => (output.Project!, output.path));
}
