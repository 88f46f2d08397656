namespace AeKit.Kernel.Running;

/// <summary>A project whose built assembly a notebook refers to, found by where its output lies.</summary>
/// <param name="ProjectPath">The full path of the project file.</param>
/// <param name="Configuration">The build configuration in the output's path.</param>
internal sealed record ProjectOutput(string ProjectPath, string Configuration)
{
    /// <summary>Recognises <c>X/bin/Release/net10.0/Y.dll</c> beside a project file in <c>X</c>.</summary>
    public static ProjectOutput? Of(string assemblyPath)
    {
        var framework = Directory.GetParent(assemblyPath);
        var configuration = framework?.Parent;
        if (configuration?.Parent is not { Name: "bin", Parent: { Exists: true } folder })
            return null;
        var projects = folder.GetFiles("*.*proj").OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var assembly = Path.GetFileNameWithoutExtension(assemblyPath);
        var project = projects.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file.Name) == assembly) ?? projects.FirstOrDefault();
        return project is null ? null : new(project.FullName, configuration.Name);
    }
}
