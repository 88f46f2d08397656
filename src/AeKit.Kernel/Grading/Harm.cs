namespace AeKit.Kernel.Grading;

/// <summary>What a cell has done to its process, so that the other exercises need a new one.</summary>
/// <param name="Status">In a word, for the table of grades.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="IsProven">Whether it was this cell for certain, and not what another one has left running.</param>
internal sealed record Harm(string Status, string Reason, bool IsProven)
{
    public static Harm NotStopped(TimeSpan limit) =>
        new(GradeStatus.Stopped, $"The cell did not end within {limit.TotalSeconds:0.###} s and could not be interrupted.", IsProven: true);

    public static Harm Memory(int megabytes) =>
        new(GradeStatus.Stopped, $"The code took more memory than it may: {megabytes} MB.", IsProven: false);

    public static Harm ChangedName(string name) =>
        new(GradeStatus.Rejected, $"The code gives another meaning to '{name}', which the teacher's cells use. Take another name, or leave out the using directive that brings it.", IsProven: true);

    /// <param name="exitCode">The process's.</param>
    /// <param name="error">The beginning of what it wrote to its error stream.</param>
    public static Harm Ended(int exitCode, string error) => new(
        GradeStatus.Stopped,
        error.Contains("Stack overflow", StringComparison.Ordinal)
            ? "The code used up the stack: it calls itself without end, or takes too much of it at once."
            : $"The code ended the process with exit code {exitCode}, as Environment.Exit, Environment.FailFast or faulty native code do.",
        IsProven: false);
}
