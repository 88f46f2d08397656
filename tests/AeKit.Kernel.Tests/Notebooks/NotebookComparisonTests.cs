using System.Text.Json.Nodes;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests.Notebooks;

public sealed class NotebookComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("loss 0.10000", "loss 0.10005", true)]
    [InlineData("loss 0.10000", "loss 0.10200", false)]
    [InlineData("loss 1e-3", "loss 0.001", true)]
    [InlineData("loss -1.5", "loss 1.5", false)]
    [InlineData("a\nb\n", "a\nb", true)]
    [InlineData("a\nb", "a\nc", false)]
    [InlineData("a", "a\nb", false)]
    [InlineData("x1 = 5", "x2 = 5", false)]
    [InlineData("  9.9999 |", " 10.0001 |", true)]
    [InlineData("0", "1e-12", true)]
    [InlineData("epoch 3/10", "epoch 4/10", false)]
    [InlineData("y −1.5000 … 2", "y −1.5001 … 2", true)]
    [InlineData("y −1.5", "y 1.5", false)]
    [InlineData(" 9.9999", "10.0001", true)]
    [InlineData("loss\n------\n9.9999", "   loss\n-------\n10.0001", true)]
    [InlineData("a--b", "a-b", false)]
    [InlineData("1e400 0.10000", "1e400 0.10001", true)]
    [InlineData("loss NaN", "loss NaN", true)]
    [InlineData("loss NaN", "loss 0.5", false)]
    [InlineData("loss 0.5", "loss", false)]
    [InlineData("-0.00", "0.00", true)]
    [InlineData("3-5", "3-5.001", true)]
    [InlineData("3-5", "3+5", false)]
    [InlineData("version 10.0.12", "version 10.0.13", false)]
    [InlineData("[1, 2, 3]", "[1, 2]", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void Texts_agree_when_their_words_do_and_their_numbers_nearly(string stored, string fresh, bool agree)
    {
        Assert.Equal(agree, Compare(Stream(stored), Stream(fresh)).Count == 0);
    }

    [Fact]
    public void A_difference_says_where_it_is()
    {
        Assert.Equal(["cell 1: output 1: line 2: stored 'b 1', now 'b 2'"], Compare(Stream("a\nb 1"), Stream("a\nb 2")));
    }

    [Theory]
    [InlineData("""{"image/png": "AAAA", "text/plain": "p"}""", """{"image/png": "BBBB", "text/plain": "p"}""", true)]
    [InlineData("""{"image/png": "AAAA", "text/plain": "p"}""", """{"text/plain": "p"}""", false)]
    [InlineData("""{"application/vnd.plotly.v1+json": {"data": [1]}, "text/plain": ["p"]}""", """{"application/vnd.plotly.v1+json": {"data": [2]}, "text/plain": "p"}""", true)]
    [InlineData("""{"text/html": "<b>1</b>"}""", """{"text/html": "<b>2</b>"}""", false)]
    [InlineData("""{"text/html": "1 <img src='data:image/png;base64,AAAA'>"}""", """{"text/html": "1 <img src='data:image/png;base64,BBBB'>"}""", true)]
    [InlineData("""{"text/html": "1 <img src='data:image/png;base64,AAAA'>"}""", """{"text/html": "1"}""", false)]
    [InlineData("""{"text/html": "f(1, 'data:application/octet-stream;base64,A+/=')"}""", """{"text/html": "f(1, 'data:application/octet-stream;base64,BBBB')"}""", true)]
    [InlineData("""{"text/html": "f(1, 'data:application/octet-stream;base64,AAAA')"}""", """{"text/html": "f(2, 'data:application/octet-stream;base64,AAAA')"}""", false)]
    [InlineData("""{"text/plain": "42"}""", """{"text/plain": "42", "text/html": "<div class=\"dni-plaintext\"><pre>42</pre></div>"}""", true)]
    [InlineData("""{"text/plain": "42"}""", """{"text/plain": "43", "text/html": "<div class=\"dni-plaintext\"><pre>43</pre></div>"}""", false)]
    [InlineData("""{"text/plain": "42"}""", """{"text/plain": "42", "text/html": "<table><tr><td>42</td></tr></table>"}""", false)]
    public void Pictures_and_charts_must_be_there_on_both_sides(string stored, string fresh, bool agree)
    {
        Assert.Equal(agree, Compare(Display(stored), Display(fresh)).Count == 0);
    }

    [Fact]
    public void Errors_streams_and_counts_matter()
    {
        Assert.Single(Compare(Stream("a"), Stream("a", "stderr")));
        Assert.Single(Compare(Stream("a"), Display("""{"text/plain": "a"}""")));
        Assert.Equal(["cell 1: 1 output stored, 2 outputs now"], Compare(new JsonArray(Stream("a")), new JsonArray(Stream("a"), Stream("b", "stderr"))));
    }

    [Fact]
    public void A_cell_that_says_so_may_show_something_else()
    {
        NotebookSnapshot Tagged(string text)
        {
            var cell = NotebookFile.Code("x");
            cell["metadata"] = new JsonObject { ["tags"] = new JsonArray("nbval-ignore-output") };
            cell["outputs"] = new JsonArray(Stream(text));
            return NotebookSnapshot.Of(NotebookFile.Create(_folder, cell));
        }

        Assert.Empty(NotebookComparison.Compare(Tagged("found"), Tagged("not found"), 0));
        Assert.NotEmpty(Compare(Stream("found"), Stream("not found")));
    }

    private static JsonObject Stream(string text, string name = "stdout") => new() { ["output_type"] = "stream", ["name"] = name, ["text"] = text };

    private static JsonObject Display(string data) => new() { ["output_type"] = "display_data", ["data"] = JsonNode.Parse(data), ["metadata"] = new JsonObject() };

    private IReadOnlyList<string> Compare(JsonObject stored, JsonObject fresh) => Compare(new JsonArray(stored), new JsonArray(fresh));

    private IReadOnlyList<string> Compare(JsonArray stored, JsonArray fresh) => NotebookComparison.Compare(Snapshot(stored), Snapshot(fresh), 1e-3);

    private NotebookSnapshot Snapshot(JsonArray outputs)
    {
        var cell = NotebookFile.Code("1");
        cell["outputs"] = outputs;
        return NotebookSnapshot.Of(NotebookFile.Create(_folder, cell));
    }
}
