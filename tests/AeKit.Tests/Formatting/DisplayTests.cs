using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AeKit.Data;
using AeKit.Explorer;
using AeKit.Models;
using AeKit.Plots;
using AeKit.Teaching;
using AeKit.Training;
using Microsoft.DotNet.Interactive.Formatting;
using TorchSharp;

namespace AeKit.Tests.Formatting;

/// <summary>
/// What AeKit's types show of themselves through the formatter of .NET Interactive, which finds their displays by
/// convention. Run against the version that the kernel uses and, in AeKit.Interop.Tests, the last there is.
/// </summary>
public sealed class DisplayTests
{
    private const string CheckJson = "application/vnd.aekit.check+json";
    private const string Plotly = "application/vnd.plotly.v1+json";
    private const string Html = "text/html";
    private const string Svg = "image/svg+xml";
    private const string Plain = "text/plain";

    private static readonly string[] Names = ["CheckResult", "Dataset", "Figure", "History", "LatentExplorer"];

    public static TheoryData<string> Shown => [.. Names];

    [Fact]
    public void No_type_that_shows_itself_is_left_out()
    {
        var types = typeof(Figure).Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes(inherit: false).Any(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute"));

        Assert.Equal(Names, types.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Every_form_is_what_its_type_says(string kind)
    {
        object value = Make(kind);
        string[] forms = kind switch
        {
            "CheckResult" => [CheckJson, Html, Plain],
            "Dataset" => [Html, Plain],
            "LatentExplorer" => [Html, Svg, Plain],
            _ => [Plotly, Html, Svg, Plain],
        };

        Assert.Equal(forms, Formatter.GetPreferredMimeTypesFor(value.GetType()));
        foreach (string form in forms)
        {
            string shown = value.ToDisplayString(form);
            switch (form)
            {
                case Plotly:
                    JsonObject figure = JsonNode.Parse(shown)!.AsObject();
                    Assert.NotEmpty(figure["data"]!.AsArray());
                    Assert.IsType<JsonObject>(figure["layout"]);
                    break;
                case CheckJson:
                    Assert.Equal(["check", "points", "earned", "status", "yours", "expected", "why"], JsonNode.Parse(shown)!.AsObject().Select(field => field.Key));
                    break;
                case Svg:
                    AssertPicture(shown);
                    break;
                case Html when kind == "CheckResult":
                    Assert.Contains("a < b & \"c\" 编码", XElement.Parse(shown).Value, StringComparison.Ordinal);
                    break;
                case Html:
                    Match image = Regex.Match(shown, "<img alt=\"[^\"]+\" src=\"data:image/svg\\+xml;base64,([^\"]+)\">");
                    AssertPicture(Encoding.UTF8.GetString(Convert.FromBase64String(image.Groups[1].Value)));
                    // But for its image, which HTML does not close, it is XML too; the explorer has a script beside it.
                    if (kind != "LatentExplorer")
                        XElement.Parse($"<div>{shown.Replace(image.Value, "", StringComparison.Ordinal)}</div>");
                    break;
                case Plain when kind == "CheckResult":
                    Assert.Equal("2", shown); // The points alone: nbgrader reads them.
                    break;
                default:
                    Assert.Equal(value.ToString(), shown);
                    break;
            }
        }
    }

    private static void AssertPicture(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        Assert.Equal(XName.Get("svg", "http://www.w3.org/2000/svg"), root.Name);
        Assert.NotEmpty(root.Elements());
    }

    private static object Make(string kind)
    {
        switch (kind)
        {
            case "Figure":
                return Plot.Line([3.0, 2, 1], "a < b & \"c\" 编码");
            case "CheckResult":
                return new CheckResult("own", CheckStatus.Correct, 2, "a < b & \"c\" 编码", "1", "");
            case "LatentExplorer":
                torch.manual_seed(1);
                return Explore.Latent(new VariationalAutoencoder([64, 8, 2], Likelihood.Bernoulli));
            case "Dataset":
                return Digits.Load().Take(20);
            default:
                var history = new History();
                history.Add(new EpochRecord(1, new LossValues(3, 2, 1), new LossValues(4, 3, 1), 0.1));
                history.Add(new EpochRecord(2, new LossValues(2, 1.5, 0.5), null, 0.1));
                return history;
        }
    }
}
