using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Grading;

/// <summary>What came of a submission.</summary>
/// <param name="File">What was handed in.</param>
/// <param name="Parts">The grades, in the order of the notebook.</param>
/// <param name="Notebook">The notebook with its outputs, to be returned; null if the file was not one.</param>
/// <param name="Notes">What in the submission was not as it should be.</param>
internal sealed record SubmissionGrade(SubmissionFile File, IReadOnlyList<PartGrade> Parts, Notebook? Notebook, IReadOnlyList<string> Notes)
{
    public decimal Points => Parts.Sum(part => part.Points ?? 0);

    public decimal Max => Parts.Sum(part => part.Part.Points!.Value);

    /// <summary>The points that a person may still give.</summary>
    public decimal Open => Parts.Where(part => part.Points is null).Sum(part => part.Part.Points!.Value);
}
