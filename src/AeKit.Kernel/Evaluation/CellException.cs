namespace AeKit.Kernel.Evaluation;

/// <summary>A line that the kernel itself interprets (<c>#r</c>, <c>#!</c>) cannot be carried out.</summary>
internal sealed class CellException(string message, int line, int column) : Exception(message)
{
    /// <summary>The line in the cell, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column in the line, from 1.</summary>
    public int Column { get; } = column;
}
