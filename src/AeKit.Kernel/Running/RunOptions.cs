namespace AeKit.Kernel.Running;

/// <summary>What a run does with the notebooks it has executed.</summary>
internal sealed record RunOptions
{
    /// <summary>The folder for executed notebooks and pages; null to write none.</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether a notebook that succeeded replaces its source.</summary>
    public bool InPlace { get; init; }

    /// <summary>Whether to compare with the stored outputs.</summary>
    public bool Check { get; init; }

    /// <summary>The relative difference that numbers may have in a comparison.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Whether to build the projects whose outputs the notebooks refer to.</summary>
    public bool Build { get; init; } = true;

    /// <summary>Properties for those projects, built now or before.</summary>
    public IReadOnlyList<BuildProperty> Properties { get; init; } = [];

    /// <summary>Values for the variables of the notebooks' parameters cells.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>How long a cell may run; null for as long as it takes.</summary>
    public TimeSpan? CellTimeout { get; init; }
}
