namespace AeKit.Kernel.Teaching;

/// <summary>What a cell is for in an exercise.</summary>
internal enum CellPurpose
{
    /// <summary>The teacher's code, which stays as it is.</summary>
    Given,

    /// <summary>The student's code, which earns nothing by itself.</summary>
    Answer,

    /// <summary>The teacher's code that finds out what the answers are worth.</summary>
    Check,

    /// <summary>An answer that a person grades.</summary>
    Essay,
}
