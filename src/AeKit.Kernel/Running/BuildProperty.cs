using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>An MSBuild property for the projects that notebooks refer to.</summary>
internal sealed record BuildProperty(string Name, string Value)
{
    /// <summary>Reads <c>name=value</c>, as <c>dotnet build -p:</c> takes it.</summary>
    /// <exception cref="NotebookException">It has another form.</exception>
    public static BuildProperty Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(argument[..equals].Trim(), argument[(equals + 1)..].Trim())
            : throw new NotebookException($"--property {argument}: give a property as name=value, for instance -p:DefineConstants=FAST");
    }

    /// <summary>The argument for <c>dotnet</c>, whose escapes the value may have: <c>%3B</c> for a semicolon.</summary>
    public string ToArgument() => $"-p:{Name}={Value}";
}
