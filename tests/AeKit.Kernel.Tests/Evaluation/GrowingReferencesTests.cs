namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>Assemblies that join a session must not give its types and functions a second identity.</summary>
public sealed class GrowingReferencesTests
{
    private readonly NotebookSession _session = new();

    [Fact]
    public async Task A_variable_whose_type_has_no_name_keeps_its_type()
    {
        await _session.RunAsync("var shown = display(1); var nameless = new { Shown = shown, Client = new System.Net.Http.HttpClient() };");
        Assert.NotNull(await _session.ValueAsync("var table = new System.Data.DataTable(\"t\"); var list = new[] { nameless }.ToList(); table.TableName"));
        Assert.NotNull(await _session.ValueAsync("typeof(System.Xml.Linq.XDocument).Name"));
        Assert.Equal("1", await _session.ValueAsync("display(2); Microsoft.DotNet.Interactive.DisplayedValue old = nameless.Shown; nameless = list[0]; list.Add(nameless); System.Data.DataTable same = table; list.Count(item => item.Shown == old) - 1"));
    }

    [Theory]
    [InlineData("typeof(System.IO.Compression.ZipArchive).Name")]
    [InlineData("typeof(System.Net.Sockets.Socket).Name")]
    [InlineData("typeof(System.Xml.Linq.XDocument).Name")]
    [InlineData("typeof(System.Reflection.Metadata.MetadataReader).Name")]
    [InlineData("typeof(System.Data.DataTable).Name")]
    public async Task Functions_and_values_of_earlier_cells_stay_what_they_were(string expression)
    {
        await _session.RunAsync("var shown = display(1); var client = new System.Net.Http.HttpClient(); var list = new List<int> { 1 }; var json = System.Text.Json.JsonDocument.Parse(\"1\");");
        Assert.NotNull(await _session.ValueAsync(expression));
        Assert.Equal("1", await _session.ValueAsync("display(2); 3.Display(); shown.Update(4); list.Where(n => n > 0).Count()"));
        Assert.Equal("True", await _session.ValueAsync("System.Net.Http.HttpClient same = client; System.Text.Json.JsonDocument too = json; Microsoft.DotNet.Interactive.DisplayedValue old = shown; same == client"));
        Assert.Equal("5", await _session.ValueAsync("Formatter.Register<Version>(v => \"v\"); new Version(1, 2).Display(); 5"));
    }
}
