namespace AeKit.Kernel.Evaluation;

/// <summary>The <c>#!</c> lines that the kernel knows. They are .NET Interactive's.</summary>
internal static class Directives
{
    public const string Time = "#!time";

    public static readonly IReadOnlyDictionary<string, string> Descriptions = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["#!about"] = "what runs the cells, with versions",
        ["#!c#"] = "the same as #!csharp",
        ["#!csharp"] = "what follows is C#, as at the start of a cell",
        ["#!html"] = "what follows is shown as HTML",
        ["#!javascript"] = "what follows is run as JavaScript by the page",
        ["#!js"] = "the same as #!javascript",
        ["#!lsmagic"] = "this list",
        ["#!markdown"] = "what follows is shown as Markdown",
        ["#!mermaid"] = "what follows is drawn as a Mermaid diagram",
        [Time] = "show how long the cell took",
        ["#!who"] = "the names of the variables",
        ["#!whos"] = "the variables with their types and values",
    };

    /// <summary>The other lines that are no C# of programs.</summary>
    public static readonly IReadOnlyDictionary<string, string> ReferenceLines = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["#i \"nuget: source\""] = "look for packages there too: an address or a folder",
        ["#load \"file.csx\""] = "execute a script before the cell",
        ["#r \"file.dll\""] = "use an assembly and what it depends on",
        ["#r \"nuget: Id, version\""] = "use a NuGet package; without a version the newest stable one, 1.* and 1.*-* float",
        ["name?"] = "what a name means; ?name does the same",
    };

    public static CellLanguage? LanguageOf(string directive) => directive switch
    {
        "#!csharp" or "#!c#" => CellLanguage.CSharp,
        "#!html" => CellLanguage.Html,
        "#!markdown" => CellLanguage.Markdown,
        "#!javascript" or "#!js" => CellLanguage.JavaScript,
        "#!mermaid" => CellLanguage.Mermaid,
        _ => null,
    };

    public static CellCommand? CommandOf(string directive) => directive switch
    {
        "#!who" => CellCommand.Who,
        "#!whos" => CellCommand.Whos,
        "#!lsmagic" => CellCommand.ListDirectives,
        "#!about" => CellCommand.About,
        _ => null,
    };

    /// <summary>The directive that a line consists of, in lower case, or null if it is none or not known.</summary>
    public static string? Find(ReadOnlySpan<char> line)
    {
        var name = line.Trim().ToString().ToLowerInvariant();
        return Descriptions.ContainsKey(name) ? name : null;
    }
}
