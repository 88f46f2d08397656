using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Builds what notebooks refer to where it is the output of a project, each project once.</summary>
internal sealed class ReferencedProjects(IRunProgress progress)
{
    private readonly ProjectBuilder _builder = new();

    /// <returns>False if a project does not build; the progress has been told.</returns>
    public async Task<bool> BuildAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        foreach (var project in Of(notebook))
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

    private static IEnumerable<ProjectOutput> Of(Notebook notebook) =>
        notebook.Cells
            .Where(cell => cell.IsExecutable)
            .SelectMany(cell => CellSource.ReferencesIn(cell.Source))
            .Where(line => line.Reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .Select(line => ProjectOutput.Of(Path.GetFullPath(line.Reference, notebook.Directory)))
            .OfType<ProjectOutput>()
            .Distinct();
}
