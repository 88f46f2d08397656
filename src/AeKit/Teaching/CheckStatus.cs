namespace AeKit.Teaching;

/// <summary>How a check ended.</summary>
public enum CheckStatus
{
    /// <summary>The answer is right and earns the points.</summary>
    Correct,

    /// <summary>The answer is a value of the right kind, but not the right one.</summary>
    Wrong,

    /// <summary>There is no answer yet.</summary>
    Unanswered,

    /// <summary>The answer threw an exception, or is no method of the signature asked for.</summary>
    Failed,
}
