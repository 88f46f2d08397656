using System.Text.Json.Nodes;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests;

/// <summary>Makes notebook files for tests.</summary>
internal static class NotebookFile
{
    public static JsonObject Code(string source, params string[] tags) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = "c" + Math.Abs(source.GetHashCode(StringComparison.Ordinal) % 1000),
        ["metadata"] = tags.Length == 0 ? new JsonObject() : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };

    public static JsonObject Markdown(string source) => new()
    {
        ["cell_type"] = "markdown",
        ["id"] = "m1",
        ["metadata"] = new JsonObject(),
        ["source"] = source,
    };

    public static string Write(string path, params JsonObject[] cells)
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, JupyterJson.Serialize(json, 1));
        return path;
    }

    public static Notebook Create(TemporaryFolder folder, params JsonObject[] cells) => Notebook.Load(Write(folder["n.ipynb"], cells));
}
