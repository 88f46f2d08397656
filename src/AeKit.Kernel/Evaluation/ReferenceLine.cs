namespace AeKit.Kernel.Evaluation;

/// <summary>An <c>#r</c>, <c>#i</c> or <c>#load</c> line: what it refers to and where it stands in the cell, from 1.</summary>
internal sealed record ReferenceLine(ReferenceKind Kind, string Reference, int Line, int Column)
{
    public const string PackagePrefix = "nuget:";

    /// <summary>What follows <c>nuget:</c>, or null.</summary>
    public string? Package => Reference.StartsWith(PackagePrefix, StringComparison.OrdinalIgnoreCase)
        ? Reference[PackagePrefix.Length..].Trim()
        : null;

    public CellException Error(string message) => new(message, Line, Column);
}

/// <summary>What a line adds to the session.</summary>
internal enum ReferenceKind
{
    /// <summary><c>#r</c>: an assembly's file or a package.</summary>
    Assembly,

    /// <summary><c>#i</c>: where packages come from.</summary>
    PackageSource,

    /// <summary><c>#load</c>: a script's file.</summary>
    Script,
}
