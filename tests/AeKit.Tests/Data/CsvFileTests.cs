using System.Text;
using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_features_and_labels()
    {
        using Dataset data = CsvFile.Load(_folder.Write("a.csv", "1,2.5,7\r\n-3e-1, 4 ,8\n\n"), labelColumn: -1);
        Assert.Equal([2, 2], data.Features.shape);
        Assert.Equal([1f, 2.5f, -0.3f, 4f], data.Features.ToArray());
        Assert.Equal([7L, 8], data.Labels!.ToInt64Array());
        Assert.Equal("a.csv", data.Name);
        Assert.Equal(((double)-0.3f, 4.0), data.ValueRange);
    }

    [Fact]
    public void Reads_a_header_a_named_label_column_and_scales()
    {
        string path = _folder.Write("b.csv.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes("\"class, true\";p0;p1;p2;p3\n1;0;51;102;255\n0;255;255;0;0\n")));
        using Dataset data = CsvFile.Load(path, "class, true", divideBy: 255, exampleShape: [2, 2], delimiter: ';');
        Assert.Equal([0f, 0.2f, 0.4f, 1f, 1f, 1f, 0f, 0f], data.Features.ToArray());
        Assert.Equal([1L, 0], data.Labels!.ToInt64Array());
        Assert.Equal([2L, 2], data.ExampleShape);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Finds_the_delimiter(string delimiter)
    {
        using Dataset data = CsvFile.Load(_folder.Write("d.csv", $"1.5{delimiter}2\n3{delimiter}4\n"));
        Assert.Equal([1.5f, 2, 3, 4], data.Features.ToArray());
    }

    [Fact]
    public void Without_a_label_column_all_columns_are_features()
    {
        using Dataset data = CsvFile.Load(_folder.Write("c.csv", "x,y\n1,2\n"), hasHeader: true);
        Assert.Null(data.Labels);
        Assert.Equal([1f, 2f], data.Features.ToArray());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("1,2\n3,x\n", "line 2, field 2: 'x' is not a number")]
    [InlineData("a,b\n3,4\n", "line 1, field 1: 'a' is not a number. Fill in a number with a decimal point, or pass hasHeader")]
    [InlineData("1,2\n\n3,\n", "line 3, field 2: the field is empty")]
    [InlineData("1,2\n3\n", "line 2: 1 fields where 2 are expected")]
    [InlineData("1,2\n3,4,5\n", "line 2: 3 fields where 2 are expected")]
    [InlineData("1,2\nNaN,4\n", "line 2, field 1: NaN is not a finite")]
    [InlineData("1,2\n3,Infinity\n", "line 2, field 2: Infinity is not a finite")]
    [InlineData("1,2\n3,1e39\n", "line 2, field 2: 1e39 is not a finite")]
    [InlineData("1,2\n3,\"4\"5\n", "line 2: a quotation mark")]
    public void A_bad_file_is_refused_with_line_and_field(string content, string expected)
    {
        string path = _folder.Write("bad.csv", content);
        var error = Assert.Throws<InvalidDataException>(() => CsvFile.Load(path));
        Assert.StartsWith($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_name_the_column_and_bad_labels()
    {
        string path = _folder.Write("named.csv", "pixel,class\n1,2\noops,3\n");
        Assert.Contains("line 3, field 1 (pixel): 'oops'", Assert.Throws<InvalidDataException>(() => CsvFile.Load(path, "class")).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'label'; its header names pixel, class", Assert.Throws<ArgumentException>(() => CsvFile.Load(path, "label")).Message, StringComparison.Ordinal);

        string halves = _folder.Write("halves.csv", "1,0\n1,0.5\n");
        Assert.Contains("line 2, field 2: the label '0.5' is not a whole number", Assert.Throws<InvalidDataException>(() => CsvFile.Load(halves, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("2 columns; there is no label column 2", Assert.Throws<ArgumentException>(() => CsvFile.Load(halves, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("no column of features", Assert.Throws<InvalidDataException>(() => CsvFile.Load(_folder.Write("one.csv", "1\n"), 0)).Message, StringComparison.Ordinal);
        Assert.Contains("no line after its header", Assert.Throws<InvalidDataException>(() => CsvFile.Load(_folder.Write("header.csv", "a,b\n"), "b")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CsvFile.Load(halves, exampleShape: [3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CsvFile.Load(halves, divideBy: 0));
        Assert.Throws<FileNotFoundException>(() => CsvFile.Load(Path.Combine(_folder.Path, "none.csv")));
    }

    [Fact]
    public void A_packed_file_that_was_cut_off_is_refused_rather_than_read_in_part()
    {
        byte[] packed = TemporaryFolder.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * i},{i % 7}\n"))));
        string path = _folder.Write("cut.csv.gz", packed.AsSpan(0, packed.Length - 200));
        Assert.Contains("it was cut off", Assert.Throws<InvalidDataException>(() => CsvFile.Load(path)).Message, StringComparison.Ordinal);
    }
}
