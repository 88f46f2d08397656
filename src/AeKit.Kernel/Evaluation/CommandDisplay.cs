using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using AeKit.Kernel.Display;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation;

/// <summary>Answers <c>#!who</c> and its like.</summary>
internal static class CommandDisplay
{
    private const int LongestValue = 80;

    public static MimeBundle Of(CellCommand command, IReadOnlyList<SessionVariable> variables) => command switch
    {
        CellCommand.Who => new(MimeTypes.Plain, variables.Count == 0 ? "no variables" : string.Join(", ", variables.Select(variable => variable.Name))),
        CellCommand.Whos => ObjectFormatting.ToBundle(variables.Select(variable => new { variable.Name, Type = TypeNames.Of(variable.Type), Value = Short(variable.Value) }).ToList()),
        CellCommand.ListDirectives => ObjectFormatting.ToBundle(
            Directives.ReferenceLines.Concat(Directives.Descriptions).Select(line => new { Line = line.Key, Meaning = line.Value }).ToList()),
        CellCommand.About => Versions(),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private static string Short(object? value)
    {
        string text;
        try
        {
            text = (value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").ReplaceLineEndings(" ");
        }
        catch (Exception exception)
        {
            // Any object's ToString may fail; the others are still of interest.
            text = exception.Message;
        }
        return text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…";
    }

    private static MimeBundle Versions() => ObjectFormatting.ToBundle(new[]
    {
        new { Part = "aekit", Version = Version(typeof(CommandDisplay)) },
        new { Part = "C# compiler", Version = Version(typeof(CSharpCompilation)) },
        new { Part = ".NET", Version = Environment.Version.ToString() },
        new { Part = "system", Version = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}" },
    });

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
