using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Tests.Display;

public sealed class ObjectFormattingTests
{
    [Fact]
    public void A_type_brings_its_own_forms_by_convention()
    {
        var bundle = ObjectFormatting.ToBundle(new Chart("bars"));
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], bundle.Forms.Keys);
        Assert.Equal(JsonValueKind.Object, bundle.Forms["application/vnd.plotly.v1+json"].GetValueKind());
        Assert.Equal("bars", (string?)bundle.Forms["application/vnd.plotly.v1+json"]["title"]);
        Assert.Equal("<svg>bars</svg>", bundle.Text("image/svg+xml"));
        Assert.Equal("Chart bars", bundle.Text("text/plain"));
    }

    [Fact]
    public void A_sequence_with_forms_of_its_own_is_not_shown_as_a_table()
    {
        Assert.Equal("seq", ObjectFormatting.ToBundle(new OwnSequence()).Text("text/html"));
    }

    [Theory]
    [InlineData(3, "3")]
    [InlineData("text", "text")]
    [InlineData(0.1, "0.1")]
    [InlineData(true, "True")]
    [InlineData(null, "<null>")]
    [InlineData(new[] { 1, 2 }, "[ 1, 2 ]")]
    [InlineData(DayOfWeek.Monday, "Monday")]
    public void Numbers_and_texts_are_shown_as_they_are(object? value, string plain)
    {
        var bundle = ObjectFormatting.ToBundle(value);
        Assert.Equal(["text/html", "text/plain"], bundle.Forms.Keys);
        Assert.Equal(plain, bundle.Text("text/plain"));
        Assert.Equal($"<div class=\"dni-plaintext\"><pre>{WebUtility.HtmlEncode(plain)}</pre></div>", bundle.Text("text/html"));
    }

    [Fact]
    public void Records_become_a_table()
    {
        var bundle = ObjectFormatting.ToBundle(new[] { new Row("<a>", 1.0 / 3), new Row("b", 20) });
        Assert.Equal(["text/html", "text/plain"], bundle.Forms.Keys);
        Assert.Contains("<th>Name</th><th style=\"text-align:right\">Value</th>", bundle.Text("text/html"), StringComparison.Ordinal);
        Assert.Contains("<td>&lt;a&gt;</td><td style=\"text-align:right\">0.333333</td>", bundle.Text("text/html"), StringComparison.Ordinal);
        Assert.Equal("Name     Value\n----  --------\n<a>   0.333333\nb           20", bundle.Text("text/plain"));
    }

    [Fact]
    public void Long_and_endless_sequences_are_cut()
    {
        static IEnumerable<Row> Endless()
        {
            while (true)
                yield return new("x", 1);
        }

        Assert.EndsWith("\n… the first 50 rows", ObjectFormatting.ToBundle(Endless()).Text("text/plain"), StringComparison.Ordinal);
        Assert.EndsWith("<p>… 50 of 1234 rows</p>", ObjectFormatting.ToBundle(Endless().Take(1234).ToList()).Text("text/html"), StringComparison.Ordinal);
        Assert.EndsWith("… 50 of 60 rows, 20 of 30 columns", ObjectFormatting.ToBundle(new int[60, 30]).Text("text/plain"), StringComparison.Ordinal);
        Assert.EndsWith("... (80 more) ]", ObjectFormatting.ToBundle(Enumerable.Range(0, 100)).Text("text/plain"), StringComparison.Ordinal);
        Assert.InRange(ObjectFormatting.ToBundle(EndlessNumbers()).Text("text/plain")!.Length, 20, 300);
        Assert.InRange(ObjectFormatting.ToBundle(Enumerable.Repeat(new object(), 1_000_000)).Text("text/html")!.Length, 20, 100_000);

        static IEnumerable<int> EndlessNumbers()
        {
            for (var i = 0; ; i++)
                yield return i;
        }
    }

    [Fact]
    public void Members_that_fail_say_why_and_the_others_are_shown()
    {
        Assert.Equal("InvalidOperationException: no text", ObjectFormatting.ToBundle(new Mute()).Text("text/plain"));
        var rows = ObjectFormatting.ToBundle(new[] { new Faulty() }).Text("text/plain");
        Assert.Contains("InvalidOperationException: no value", rows, StringComparison.Ordinal);
        Assert.Contains("7", rows, StringComparison.Ordinal);
        foreach (var form in (string[])["text/plain", "text/html"])
        {
            Assert.Contains("no value", ObjectFormatting.ToBundle(new Faulty()).Text(form), StringComparison.Ordinal);
            Assert.Contains("7", ObjectFormatting.ToBundle(new Faulty()).Text(form), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_contains_itself_is_shown_once_or_twice()
    {
        var ring = new Ring { Name = "ring" };
        ring.Next = ring;
        var list = new List<object>();
        list.Add(list);
        var dictionary = new Dictionary<string, object>();
        dictionary["itself"] = new[] { (1, (object)dictionary) };
        var items = new Ring();
        items.Items = [items, new List<object> { items }];
        object deep = new List<object>();
        for (var i = 0; i < 100_000; i++)
            deep = new List<object> { deep };
        foreach (var value in new[] { ring, list, new[] { ring }, new Dictionary<string, object> { ["list"] = list }, dictionary, items, deep })
        {
            var bundle = ObjectFormatting.ToBundle(value);
            Assert.InRange(bundle.Text("text/html")!.Length, 1, 100_000);
            Assert.InRange(bundle.Text("text/plain")!.Length, 1, 100_000);
        }
    }

    [Fact]
    public void Anonymous_objects_and_dictionaries_are_tables()
    {
        Assert.Equal("A  B\n-  -\n1  x", ObjectFormatting.ToBundle(new[] { new { A = 1, B = "x" } }).Text("text/plain"));
        Assert.Contains("<td>A</td>", ObjectFormatting.ToBundle(new { A = 1, B = "x" }).Text("text/html"), StringComparison.Ordinal);
        Assert.Contains("<tr><td>a</td><td style=\"text-align:right\">1</td></tr>", ObjectFormatting.ToBundle(new SortedDictionary<string, int> { ["a"] = 1 }).Text("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_has_both_forms_too()
    {
        var bundle = ObjectFormatting.ToBundle(new FormatException("<bad>"));
        Assert.Equal("System.FormatException: <bad>", bundle.Text("text/plain"));
        Assert.Contains("&lt;bad&gt;", bundle.Text("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_formatter_for_a_type_formats_what_derives_from_it()
    {
        Formatter.Register<Shape>(shape => $"<b>{shape.GetType().Name}</b>", "text/html");
        Formatter.Register<INamed>(named => $"<i>{named.Name}</i>", "text/html");
        Formatter.Register<Token>(token => $"token {token.Value}");

        Assert.Equal("<b>Circle</b>", ObjectFormatting.ToBundle(new Circle()).Text("text/html"));
        Assert.True(ObjectFormatting.ToBundle(new Circle()).Has("text/plain"));
        Assert.Equal("<i>n</i>", ObjectFormatting.ToBundle(new Named("n")).Text("text/html"));
        Assert.Equal("token 3", ObjectFormatting.ToBundle(new Token(3)).Text("text/plain"));
        Assert.Contains("token 3", ObjectFormatting.ToBundle(new Token(3)).Text("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_matrix_keeps_its_rows_and_a_dictionary_its_keys()
    {
        Assert.Equal("1  2\n3  4", ObjectFormatting.ToBundle(new[,] { { 1, 2 }, { 3, 4 } }).Text("text/plain"));
        Assert.Equal("Key  Value\n---  -----\na        1", ObjectFormatting.ToBundle(new Dictionary<string, int> { ["a"] = 1 }).Text("text/plain"));
    }

    [Fact]
    public void An_object_has_html_and_plain_text_without_style_sheets()
    {
        var bundle = ObjectFormatting.ToBundle(new Row("a", 1));
        Assert.Equal(["text/html", "text/plain"], bundle.Forms.Keys);
        Assert.DoesNotContain("<style", bundle.Text("text/html"), StringComparison.Ordinal);
        Assert.Equal("<b>x</b>", ObjectFormatting.ToBundle(Microsoft.DotNet.Interactive.Kernel.HTML("<b>x</b>")).Text("text/html"));
    }

    [Fact]
    public void An_object_with_a_ToString_of_its_own_is_shown_by_it()
    {
        var bundle = ObjectFormatting.ToBundle(new Temperature(21));
        Assert.Equal(["text/html", "text/plain"], bundle.Forms.Keys);
        Assert.Equal("21 °C", bundle.Text("text/plain"));
        Assert.True(ObjectFormatting.ToBundle(new { A = 1 }).Has("text/html"));
        Assert.True(ObjectFormatting.ToBundle(JsonNode.Parse("{\"a\": 1}")).Has("text/html"));
    }

    [Fact]
    public void A_form_can_be_asked_for()
    {
        Assert.Equal(["text/markdown", "text/plain"], ObjectFormatting.ToBundle("*x*", "text/markdown").Forms.Keys);
        Assert.Equal(JsonValueKind.Array, ObjectFormatting.ToBundle("[1]", "application/json").Forms["application/json"].GetValueKind());
    }

    private sealed class Temperature(int degrees)
    {
        public int Degrees => degrees;

        public override string ToString() => $"{degrees} °C";
    }

    private sealed class Mute
    {
        public override string ToString() => throw new InvalidOperationException("no text");
    }

    private sealed class Faulty
    {
        public int Good { get; } = 7;

        public int Bad => Good > 0 ? throw new InvalidOperationException("no value") : Good;
    }

    private sealed class Ring
    {
        public string Name { get; init; } = "";

        public Ring? Next { get; set; }

        public object[]? Items { get; set; }
    }

    private abstract class Shape;

    private sealed class Circle : Shape;

    private interface INamed
    {
        string Name { get; }
    }

    private sealed record Named(string Name) : INamed;

    private sealed record Token(int Value);

    private sealed record Row(string Name, double Value);

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
    {
        public Type FormatterSourceType { get; } = formatterSourceType;

        public string[] PreferredMimeTypes { get; set; } = [];
    }

    [TypeFormatterSource(typeof(ChartFormatters), PreferredMimeTypes = ["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"])]
    internal sealed record Chart(string Title);

    internal sealed class ChartFormatters
    {
        private readonly ConventionFormatter[] _formatters =
        [
            new ConventionFormatter("application/vnd.plotly.v1+json", value => new JsonObject { ["title"] = ((Chart)value).Title }.ToJsonString()),
            new ConventionFormatter("image/svg+xml", value => $"<svg>{((Chart)value).Title}</svg>"),
            new ConventionFormatter("text/plain", value => "Chart " + ((Chart)value).Title),
        ];

        public IEnumerable<object> CreateTypeFormatters() => _formatters;
    }

    [TypeFormatterSource(typeof(SequenceFormatters), PreferredMimeTypes = ["text/html"])]
    internal sealed class OwnSequence : List<Chart>;

    internal sealed class SequenceFormatters
    {
        private readonly ConventionFormatter[] _formatters = [new("text/html", _ => "seq")];

        public IEnumerable<object> CreateTypeFormatters() => _formatters;
    }

    internal sealed class ConventionFormatter(string mimeType, Func<object, string> format)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(format(instance));
            return true;
        }
    }
}
