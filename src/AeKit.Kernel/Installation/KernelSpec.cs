using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Installation;

/// <summary>A kernelspec: a folder whose <c>kernel.json</c> tells clients how to start a kernel.</summary>
/// <param name="Folder">The folder, named after the kernel.</param>
/// <param name="DisplayName">What a user chooses.</param>
/// <param name="Arguments">The command line; <c>{connection_file}</c> stands for the file that a client writes.</param>
/// <param name="IsOurs">Whether this program has written it.</param>
/// <param name="Error">Why it cannot be read; null if it can.</param>
internal sealed record KernelSpec(string Folder, string DisplayName, IReadOnlyList<string> Arguments, bool IsOurs, string? Error = null)
{
    public const string FileName = "kernel.json";
    public const string ConnectionFile = "{connection_file}";

    private const string Marker = "aekit";

    public string Name => Path.GetFileName(Folder);

    /// <summary>The spec in a folder; null if there is none.</summary>
    public static KernelSpec? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException("not a JSON object");
            var arguments = json["argv"] is JsonArray argv ? argv.Select(argument => argument?.ToString() ?? "").ToList() : [];
            return new(folder, json["display_name"]?.ToString() ?? "", arguments, json["metadata"] is JsonObject metadata && metadata.ContainsKey(Marker));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return new(folder, "", [], false, exception.Message);
        }
    }

    /// <summary>All specs, in the order in which clients find them.</summary>
    public static IReadOnlyList<KernelSpec> Find(KernelFolders folders) =>
        [.. folders.All.Where(Directory.Exists).SelectMany(folder => Directory.GetDirectories(folder).Order(StringComparer.Ordinal)).Select(Read).OfType<KernelSpec>()];

    public static byte[] ToJson(string displayName, IReadOnlyList<string> arguments, string version) =>
        Notebooks.JupyterJson.Serialize(
            new JsonObject
            {
                ["argv"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
                ["display_name"] = displayName,
                // What the runtime takes from nowhere else: less garbage before a collection (else half the processor's
                // cache is filled first), each page of code in memory once, and what the just-in-time compiler has used
                // for a large method given back.
                ["env"] = new JsonObject
                {
                    ["DOTNET_GCgen0size"] = "400000",
                    ["DOTNET_EnableWriteXorExecute"] = "0",
                    ["DOTNET_JitHostMaxSlabCache"] = "10000",
                },
                ["interrupt_mode"] = "message",
                ["language"] = "C#",
                ["metadata"] = new JsonObject { [Marker] = new JsonObject { ["version"] = version } },
            },
            indentation: 2);
}
