namespace AeKit.Kernel.Grading;

/// <summary>A file that a student has handed in.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Place">Where it is in the folder of submissions, with slashes.</param>
/// <param name="Student">Whose it is.</param>
/// <param name="Master">The path of the master that it answers.</param>
internal sealed record SubmissionFile(string Path, string Place, string Student, string Master)
{
    /// <summary>The name of the master.</summary>
    public string Assignment => System.IO.Path.GetFileNameWithoutExtension(Master);
}
