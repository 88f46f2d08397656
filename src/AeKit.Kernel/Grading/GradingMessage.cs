using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Grading;

/// <summary>What the process that runs a submission tells: one line of JSON.</summary>
/// <param name="Token">The job's.</param>
/// <param name="Event">What has happened.</param>
/// <param name="Cell">The index of the cell.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Harm">Why the process cannot go on with what the cell has left behind.</param>
internal sealed record GradingMessage(string Token, GradingEvent Event, int Cell = 0, CellOutcome? Outcome = null, Harm? Harm = null)
{
    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web);
}

internal enum GradingEvent
{
    CellStarted,
    CellEnded,
    CellHarmed,
    AllEnded,
}

/// <summary>How a cell ended.</summary>
/// <param name="Outputs">What it showed, as a notebook stores it.</param>
/// <param name="Error">Its error, in one line; null if it had none.</param>
/// <param name="IsLate">Whether it was stopped because its time was over.</param>
/// <param name="Names">What the names in the teacher's cell meant.</param>
/// <param name="Results">How many results it had.</param>
/// <param name="ResultType">The type of its result, with the file of its assembly.</param>
/// <param name="Check">What its result says as a check; null if it is none.</param>
internal sealed record CellOutcome(
    JsonArray Outputs, string? Error, bool IsLate, string[] Names, int Results, string? ResultType, JsonObject? Check);
