using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Tests;
using AeKit.Kernel.Tests.Messaging.Clients;

namespace AeKit.Notebooks.Tests.Explorer;

/// <summary>A notebook with models, whose explorers are shown in pages, and the engine behind it that knows what they must show.</summary>
public sealed class ExplorerSession : IAsyncLifetime, IDisposable
{
    private const string Setup = """
        using AeKit.Data; using AeKit.Explorer; using AeKit.Models; using AeKit.Training; using TorchSharp; using static TorchSharp.torch;
        manual_seed(1);
        var digits = Digits.Load().Take(300);
        T Fit<T>(T model, int epochs = 4) where T : EncoderDecoder
        {
            new Trainer(model, optim.Adam(model.parameters(), lr: 5e-3)) { Epochs = epochs, BatchSize = 50 }.Fit(digits);
            model.eval();
            return model;
        }
        string Row(Tensor t) => string.Join(' ', t.ToArray().Select(v => v.ToString("R")));
        """;

    private static readonly string Configuration =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private readonly Evaluator _evaluator = new(Repository.Root);
    private readonly TemporaryFolder _folder = new();

    public Task InitializeAsync() => RunAsync($"#r \"src/AeKit/bin/{Configuration}/net10.0/AeKit.dll\"\n{Setup}");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>A notebook with the values of cells, as a page of our runner.</summary>
    public async Task<string> RunnerPageAsync(params string[] cells)
    {
        var notebook = await NotebookAsync(cells);
        var page = Path.ChangeExtension(notebook, ".html");
        await File.WriteAllTextAsync(page, NotebookPage.Render(Notebook.Load(notebook)).Html);
        return page;
    }

    /// <summary>The same as a page of Jupyter's nbconvert.</summary>
    public async Task<string> NbconvertPageAsync(params string[] cells)
    {
        var notebook = await NotebookAsync(cells);
        using var converter = Process.Start(new ProcessStartInfo(
            Python.Find("nbconvert")!, ["-m", "nbconvert", "--to", "html", "--log-level", "ERROR", notebook]))!;
        await converter.WaitForExitAsync();
        Assert.Equal(0, converter.ExitCode);
        return Path.ChangeExtension(notebook, ".html");
    }

    /// <summary>A page of any kind.</summary>
    public async Task<string> WriteAsync(string html)
    {
        var page = _folder[$"{Guid.NewGuid():N}.html"];
        await File.WriteAllTextAsync(page, html);
        return page;
    }

    /// <summary>The numbers of a tensor, in the order of its rows.</summary>
    public async Task<float[]> TensorAsync(string expression) =>
        [.. (await RunAsync($"Row({expression})")).Text("text/plain")!.Split(' ').Select(value => float.Parse(value, CultureInfo.InvariantCulture))];

    internal async Task<MimeBundle> RunAsync(string code)
    {
        var sink = new ValueSink();
        var result = await _evaluator.ExecuteAsync(code, "In[1]", sink);
        Assert.True(result.Status == CellStatus.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        return sink.Value;
    }

    private async Task<string> NotebookAsync(string[] cells)
    {
        var list = new JsonArray();
        foreach (var cell in cells)
        {
            list.Add(new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"cell-{list.Count}",
                ["metadata"] = new JsonObject(),
                ["execution_count"] = list.Count + 1,
                ["source"] = cell,
                ["outputs"] = new JsonArray(OutputJson.ExecuteResult(await RunAsync(cell), list.Count + 1)),
            });
        }
        var path = _folder[$"{Guid.NewGuid():N}.ipynb"];
        await File.WriteAllTextAsync(path, new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject(),
            ["cells"] = list,
        }.ToJsonString());
        return path;
    }

    private sealed class ValueSink : IOutputSink
    {
        public MimeBundle Value { get; private set; } = new();

        public void Publish(CellOutput output)
        {
            if (output is ResultOutput result)
                Value = result.Data;
        }
    }
}
