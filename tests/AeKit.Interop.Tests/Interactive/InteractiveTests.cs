using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AeKit.Interop.Tests.Interactive;

/// <summary>A chapter as it is committed, in .NET Interactive's own kernel: it must show what it shows in ours.</summary>
public sealed class InteractiveTests
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    [InteractiveFact]
    public async Task A_chapter_runs_unchanged_and_shows_the_same()
    {
        string chapter = Path.Combine(Root(), "notebooks", "00-start-here.ipynb");
        JsonNode executed = await ExecuteAsync(chapter);

        JsonArray cells = executed["cells"]!.AsArray(), committed = JsonNode.Parse(await File.ReadAllTextAsync(chapter))!["cells"]!.AsArray();
        Assert.Equal(committed.Count, cells.Count);
        int figures = 0;
        for (int i = 0; i < cells.Count; i++)
        {
            if ((string?)cells[i]!["cell_type"] != "code" || IsFree(committed[i]!))
                continue;
            JsonNode[] there = Outputs(cells[i]!), here = Outputs(committed[i]!);
            Assert.All(there, output => Assert.NotEqual("error", (string?)output["output_type"]));
            Assert.Equal(Stdout(here), Stdout(there));
            // The kernel adds a script of its own to the first cell.
            JsonNode[] shownThere = [.. there.Where(output => output["data"]?["text/plain"] is not null)];
            JsonNode[] shownHere = [.. here.Where(output => output["data"]?["text/plain"] is not null)];
            Assert.Equal(shownHere.Length, shownThere.Length);
            for (int k = 0; k < shownHere.Length; k++)
            {
                JsonNode ours = shownHere[k]["data"]!, theirs = shownThere[k]["data"]!;
                Assert.Equal(Join(ours["text/plain"]), Join(theirs["text/plain"]));
                if (ours[Plotly] is null)
                    continue;
                // It sends the JSON as a text, whatever the form.
                Assert.True(JsonNode.DeepEquals(ours[Plotly], JsonNode.Parse(Join(theirs[Plotly]))));
                Assert.Equal(Join(ours["text/html"]), Join(theirs["text/html"]));
                Assert.Equal(Join(ours["image/svg+xml"]), Join(theirs["image/svg+xml"]));
                figures++;
            }
        }
        Assert.Equal(2, figures);
    }

    private static async Task<JsonNode> ExecuteAsync(string notebook)
    {
        string folder = Directory.CreateTempSubdirectory("aekit-interactive-").FullName;
        try
        {
            string[] argv = [InteractiveFactAttribute.Tool!, "jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-port-range", "2048-3000"];
            Directory.CreateDirectory(Path.Combine(folder, "kernels", "interactive"));
            await File.WriteAllTextAsync(
                Path.Combine(folder, "kernels", "interactive", "kernel.json"),
                new JsonObject { ["argv"] = new JsonArray([.. argv.Select(argument => (JsonNode)argument)]), ["display_name"] = "test", ["language"] = "C#" }.ToJsonString());
            var start = new ProcessStartInfo(
                InteractiveFactAttribute.Python!,
                ["-m", "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.kernel_name=interactive", "--ExecutePreprocessor.timeout=120", "--output-dir", folder, "--output", "executed.ipynb", notebook])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["JUPYTER_PATH"] = folder;
            start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder, "runtime");
            start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
            start.Environment["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
            using var process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            Assert.True(process.ExitCode == 0, await errors + await output);
            return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "executed.ipynb")))!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsFree(JsonNode cell) =>
        cell["metadata"]?["tags"]?.AsArray().Any(tag => (string?)tag == "nbval-ignore-output") ?? false;

    private static JsonNode[] Outputs(JsonNode cell) => [.. cell["outputs"]!.AsArray().Select(output => output!)];

    private static string Stdout(IEnumerable<JsonNode> outputs) =>
        string.Concat(outputs.Where(output => (string?)output["name"] == "stdout").Select(output => Join(output["text"])));

    private static string Join(JsonNode? text) => text is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)text!;

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "AeKit.sln")))
                return at.FullName;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds AeKit.sln.");
    }
}
