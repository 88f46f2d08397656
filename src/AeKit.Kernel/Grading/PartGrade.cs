using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Grading;

/// <summary>What a student gets for a part of an exercise.</summary>
/// <param name="Part">The check or essay, with the points there are.</param>
/// <param name="Points">The points; null as long as no one has read it.</param>
/// <param name="Status">One of <see cref="GradeStatus"/>.</param>
/// <param name="Reason">Why points are missing, where the check has not said it.</param>
/// <param name="Yours">What the check says the answer gave.</param>
/// <param name="Expected">What the check says it ought to give.</param>
/// <param name="Why">What the check says of the difference.</param>
internal sealed record PartGrade(ExerciseCell Part, decimal? Points, string Status, string Reason = "", string Yours = "", string Expected = "", string Why = "")
{
    /// <summary>All that is known of why points are missing, in one line.</summary>
    public string Explanation => string.Join("; ", new[]
    {
        Reason,
        Yours.Length > 0 ? $"yours: {Yours}" : "",
        Expected.Length > 0 ? $"expected: {Expected}" : "",
        Why,
    }.Where(text => text.Length > 0)).ReplaceLineEndings(" ");
}
