namespace AeKit.Kernel.Installation;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Status">How it is.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do about it; null if nothing is needed.</param>
internal sealed record Finding(string Check, FindingStatus Status, string Message, string? Remedy = null);

/// <summary>How something is.</summary>
internal enum FindingStatus
{
    Ok,

    /// <summary>Not there, and not needed.</summary>
    Absent,
    Warning,
    Error,
}
