namespace AeKit.Kernel.Evaluation;

/// <summary>Whether a cell, as typed so far, can be run.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Indent">What the next line of an incomplete cell starts with.</param>
internal sealed record Completeness(CompletenessStatus Status, string Indent = "");

/// <summary>How far a cell has been typed.</summary>
internal enum CompletenessStatus
{
    Complete,
    Incomplete,
    Invalid,
}
