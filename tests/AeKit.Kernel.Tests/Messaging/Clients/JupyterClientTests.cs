using System.Diagnostics;
using System.Text.Json.Nodes;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests.Messaging.Clients;

/// <summary>Jupyter's own clients, with a kernelspec in a folder of the test's.</summary>
public sealed class JupyterClientTests : IDisposable
{
    private const string Kernel = "aekit-test";

    private readonly TemporaryFolder _folder = new();

    public JupyterClientTests() => KernelSpecFile.Write(_folder, Kernel);

    public void Dispose() => _folder.Dispose();

    [PythonFact("jupyter_client", "python3-jupyter-client")]
    public async Task Jupyter_client_gets_an_answer_to_every_message()
    {
        Assert.EndsWith("every message is answered\n", await RunAsync("jupyter_client", Script("session.py"), Kernel), StringComparison.Ordinal);
    }

    [PythonFact("nbclient", "python3-nbclient")]
    public async Task Nbclient_executes_a_notebook_and_keeps_its_outputs()
    {
        var notebook = NotebookFile.Write(
            _folder["n.ipynb"],
            NotebookFile.Markdown("# Title"),
            NotebookFile.Code("var d = display(\"first\");"),
            NotebookFile.Code("d.Update(\"replaced\"); Console.WriteLine(\"text\");"),
            NotebookFile.Code("throw new FormatException(\"no\");"),
            NotebookFile.Code("Enumerable.Range(1, 4).Sum()"));
        Assert.Equal(
            "display_data: replaced\nstream: text\n\nerror: FormatException\nexecute_result: 10\n",
            await RunAsync("nbclient", Script("nbclient_run.py"), notebook, Kernel));
    }

    [PythonFact("nbconvert", "jupyter-nbconvert")]
    public async Task Nbconvert_executes_a_notebook_to_a_file()
    {
        var notebook = NotebookFile.Write(_folder["n.ipynb"], NotebookFile.Code("var a = 6;"), NotebookFile.Code("a * 7"));
        await RunAsync("nbconvert", "-m", "nbconvert", "--to", "notebook", "--execute", $"--ExecutePreprocessor.kernel_name={Kernel}", "--output", "executed.ipynb", notebook);

        var cells = Notebook.Load(_folder["executed.ipynb"]).Cells.ToList();
        var executed = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(_folder["executed.ipynb"]))!;
        Assert.Equal(2, cells.Count);
        Assert.Equal(2, (int)executed["cells"]![1]!["execution_count"]!);
        Assert.Equal("42", OutputJson.JoinLines(executed["cells"]![1]!["outputs"]![0]!["data"]!["text/plain"]));
        Assert.Equal("C#", (string?)executed["metadata"]!["language_info"]!["name"]);
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Messaging", "Clients", name);

    private async Task<string> RunAsync(string module, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python.Find(module)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        start.Environment["JUPYTER_PATH"] = _folder.Path;
        start.Environment["JUPYTER_RUNTIME_DIR"] = _folder["runtime"];
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
