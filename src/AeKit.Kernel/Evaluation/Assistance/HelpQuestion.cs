using System.Text.RegularExpressions;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>A cell that asks what a name means, <c>Console.WriteLine?</c> or <c>?list</c>, as in other kernels; C# has no such code.</summary>
internal static partial class HelpQuestion
{
    /// <summary>The name that is asked for, or null if the cell is no such question.</summary>
    public static string? In(string code) => Question().Match(code) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"^\s*(\?\s*(?<name>[\w@.]+)|(?<name>[\w@.]+)\s*\?)\s*$")]
    private static partial Regex Question();
}
