using System.Text;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests.Notebooks;

public sealed class NotebookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "\"\"")]
    [InlineData(2, "\"\\r\\n\\t\\f\\b\\\\ \\\"\u2028\u007f é 中 🎉 </script> \\u0001\"")]
    public void Rewriting_keeps_every_byte(int indentation, string value)
    {
        var pad = new string(' ', indentation);
        var json = $"{{\n{pad}\"cells\": [],\n{pad}\"metadata\": {{\n{pad}{pad}\"zeta\": {value},\n{pad}{pad}\"alpha\": [\n{pad}{pad}{pad}1.50,\n{pad}{pad}{pad}1e-7,\n{pad}{pad}{pad}true,\n{pad}{pad}{pad}null,\n{pad}{pad}{pad}{{}}\n{pad}{pad}]\n{pad}}},\n{pad}\"nbformat\": 4,\n{pad}\"nbformat_minor\": 5\n}}\n";
        File.WriteAllText(_folder["n.ipynb"], json, new UTF8Encoding(false));
        Assert.Equal(json, Encoding.UTF8.GetString(Notebook.Load(_folder["n.ipynb"]).ToBytes()));
    }

    [Fact]
    public void A_notebook_that_Jupyter_wrote_is_rewritten_as_it_is()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Samples", "tour.ipynb");
        Assert.Equal(File.ReadAllText(path), Encoding.UTF8.GetString(Notebook.Load(path).ToBytes()));
    }

    [Theory]
    [InlineData("{\n \"cells\": [\n  oops\n ]}", "line 3, column 3: not valid JSON")]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a notebook: the file is not a JSON object")]
    [InlineData("{\"cells\": []}", "not a notebook: it has no nbformat version")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "nbformat version 3")]
    [InlineData("{\"nbformat\": 4}", "it has no cells")]
    [InlineData("{\"nbformat\": 4, \"cells\": [7]}", "cell 1 is not a JSON object")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"markdown\", \"source\": \"\"}, {\"cell_type\": \"code\"}]}", "cell 2 has no source")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"poem\", \"source\": \"\"}]}", "cell 1 has the type 'poem'")]
    public void What_is_no_notebook_is_refused_with_file_and_place(string content, string message)
    {
        File.WriteAllText(_folder["bad.ipynb"], content);
        var exception = Assert.Throws<NotebookException>(() => Notebook.Load(_folder["bad.ipynb"]));
        Assert.StartsWith(_folder["bad.ipynb"], exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Assert.Contains("gone.ipynb", Assert.Throws<NotebookException>(() => Notebook.Load(_folder["gone.ipynb"])).Message, StringComparison.Ordinal);
    }
}
