namespace AeKit.Kernel.Grading;

/// <summary>What the process that runs a submission is told, on its standard input.</summary>
/// <param name="Token">Stands in every message, so that what a cell writes is none.</param>
/// <param name="Pipe">The handle of the pipe that takes the messages.</param>
/// <param name="BaseDirectory">What paths in <c>#r</c> lines are relative to: the master's folder.</param>
/// <param name="CellTime">How long a cell may run.</param>
/// <param name="Megabytes">The most memory the process may hold.</param>
/// <param name="Cells">The cells, in order.</param>
/// <param name="Names">What the names in the teacher's cells must mean, by the cell's key; null where that is to be found out.</param>
internal sealed record GradingJob(
    string Token, string Pipe, string BaseDirectory, TimeSpan CellTime, int Megabytes, IReadOnlyList<PlannedCell> Cells, IReadOnlyDictionary<string, string[]>? Names);
