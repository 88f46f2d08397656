namespace AeKit.Kernel.Grading;

/// <summary>What became of a part of an exercise, in a word.</summary>
internal static class GradeStatus
{
    // The words of a check.
    public const string Correct = "correct";
    public const string Wrong = "wrong";
    public const string Unanswered = "unanswered";
    public const string Failed = "failed";

    /// <summary>The check itself could not be run, for instance because the answer does not compile.</summary>
    public const string Error = "error";

    /// <summary>Time or memory was used up, or the process ended.</summary>
    public const string Stopped = "stopped";

    /// <summary>What stands there as a result is not the check's.</summary>
    public const string Rejected = "rejected";

    /// <summary>The file is not a notebook.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A person grades it.</summary>
    public const string ToBeRead = "to be read";
}
