using System.Text.Json.Nodes;

namespace AeKit.Notebooks.Tests;

public sealed class CommittedNotebookTests
{
    public static TheoryData<string> Names => [.. Repository.Chapters.Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_committed_executed_from_top_to_bottom(string name)
    {
        var counts = Code(name).Select(cell => (int?)cell["execution_count"]);

        Assert.Equal(Enumerable.Range(1, Code(name).Count()).Select(count => (int?)count), counts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Asks_for_the_kernel_that_VS_Code_calls_NET(string name) =>
        Assert.Equal(".net-csharp", (string?)Read(name)["metadata"]!["kernelspec"]!["name"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fails_only_where_it_says_so(string name)
    {
        foreach (var cell in Code(name))
        {
            var fails = cell["outputs"]!.AsArray().Any(output => (string?)output!["output_type"] == "error");
            var mayFail = cell["metadata"]!["tags"]?.AsArray().Any(tag => (string?)tag == "raises-exception") ?? false;
            Assert.Equal(mayFail, fails);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_has_a_picture_beside_it(string name)
    {
        foreach (var output in Code(name).SelectMany(cell => cell["outputs"]!.AsArray()))
        {
            if (output!["data"] is JsonObject data && data.ContainsKey("application/vnd.plotly.v1+json"))
            {
                Assert.True(data.ContainsKey("image/svg+xml"));
                Assert.True(data.ContainsKey("text/plain"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_no_machine_and_no_path_of_one(string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "notebooks", name));

        Assert.DoesNotMatch(@"(?<![\w.:/])/(home|root|Users|tmp|work|mnt|var)/|[A-Z]:\\\\(?!\w+\{)", text);
        Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_light_enough_to_read_on_the_web(string name) =>
        Assert.InRange(new FileInfo(Path.Combine(Repository.Root, "notebooks", name)).Length, 1, 3_000_000);

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "notebooks", name)))!;

    private static IEnumerable<JsonNode> Code(string name) =>
        Read(name)["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code").Select(cell => cell!);
}
