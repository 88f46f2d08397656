namespace AeKit.Kernel.Grading;

/// <summary>What a submission may use.</summary>
/// <param name="CellTime">How long a cell may run.</param>
/// <param name="TotalTime">How long all its cells may run, with those that are run again.</param>
/// <param name="Megabytes">How much memory its process may hold.</param>
internal sealed record GradingLimits(TimeSpan CellTime, TimeSpan TotalTime, int Megabytes);
