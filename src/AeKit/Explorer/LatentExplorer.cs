using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AeKit.Data;
using AeKit.Formatting;
using AeKit.Plots;
using static TorchSharp.torch;

namespace AeKit.Explorer;

/// <summary>
/// The latent space of a model to try out in a notebook or page, with a still picture for where no scripts run. Make one
/// with <see cref="Explore.Latent"/>. The same input always gives the same bytes.
/// </summary>
[TypeFormatterSource(
    typeof(LatentExplorerFormatterSource),
    PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Svg, MimeTypes.PlainText])]
public sealed class LatentExplorer
{
    // Readable characters; what could end the script early is escaped.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _content;
    private readonly FloatBuffer _numbers;
    private readonly Figure _still;
    private readonly string _summary;

    private LatentExplorer(JsonObject content, FloatBuffer numbers, Figure still, string summary) =>
        (_content, _numbers, _still, _summary) = (content, numbers, still, summary);

    /// <summary>
    /// The explorer as HTML that needs nothing from elsewhere: the still picture and the script that puts the live form in
    /// its place.
    /// </summary>
    public string ToHtml()
    {
        string content = Escaped(_content.ToJsonString(Json));
        // Tells this explorer from others where a client moves scripts away from their place. It does not depend on the
        // weights: their last bit, which may differ between processors, would make all of it look different.
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
        return $$"""
            <div class="aekit-explorer" data-explorer="{{id}}">
            {{_still.ToHtml()}}
            <script>
            (function () {
            "use strict";
            {{PageScript.Text}}
            startExplorer("{{id}}", {{content}}, "{{_numbers.ToDataUri()}}");
            })();
            </script>
            </div>
            """;
    }

    /// <summary>The still picture: decoded codes over the plane of the map, the other dimensions as at the start.</summary>
    public string ToSvg() => _still.ToSvg();

    /// <summary>One line: the model, its latent dimensions, what is shown of it, and the size of the explorer.</summary>
    public override string ToString() => _summary;

    internal static LatentExplorer Create(
        ModelDecoder decoder, LatentSpace space, Dataset? data, int? height, int? width, string? title, double largestMegabytes)
    {
        var numbers = new FloatBuffer();
        Tensor start = tensor(space.Start).reshape(1, space.Size).to_type(decoder.NumberType);
        if (decoder.Classes > 0 && space.StartLabel >= decoder.Classes)
            throw new ArgumentException($"{decoder.Name} knows the classes 0 … {decoder.Classes - 1}; a label of the data is {space.StartLabel}.", nameof(data));
        Tensor reconstruction = decoder.Decode(start, space.StartLabel);
        DecoderProgram program = DecoderProgram.Translate(
            decoder.Name, decoder.Layers, decoder.Likelihood, decoder.Input(start, space.StartLabel), reconstruction, numbers);
        OutputShape shape = OutputShape.Of(decoder.Name, reconstruction.numel(), program.ImageShape, data, height, width);
        title ??= $"Latent space of {decoder.Name}";
        StillPicture still = StillPicture.Draw(decoder, space, shape, data?.ValueRange, title);

        var content = new JsonObject
        {
            ["title"] = title,
            ["names"] = Texts(space.Names),
            ["classes"] = Texts(space.ClassNames),
            ["conditional"] = decoder.Classes,
            ["integer"] = decoder.IntegerCodes,
            ["map"] = new JsonArray(space.Map.Horizontal, space.Map.Vertical),
            ["ranges"] = numbers.Add([.. space.Ranges.SelectMany(range => new[] { range.Low, range.High })]),
            ["start"] = numbers.Add(space.Start),
            ["startLabel"] = space.StartLabel,
            ["startExample"] = space.StartExample,
            ["points"] = space.PointCount,
            ["stride"] = space.PointCount == 0 ? 1 : (space.Total + space.PointCount - 1) / space.PointCount,
            ["codes"] = numbers.Add(space.Codes),
            ["labels"] = space.Labels is null ? null : new JsonArray([.. space.Labels.Select(label => JsonValue.Create(label))]),
            ["prior"] = decoder.Prior.ToJson(numbers),
            ["image"] = shape.IsImage ? new JsonObject { ["channels"] = shape.Channels, ["height"] = shape.Height, ["width"] = shape.Width } : null,
            ["values"] = numbers.Add([still.Min, still.Max]),
            ["steps"] = program.Steps,
        };
        double megabytes = (numbers.EncodedLength + Encoding.UTF8.GetByteCount(content.ToJsonString(Json)) + PageScript.Text.Length) / 1e6;
        if (megabytes > largestMegabytes)
        {
            throw new ArgumentException(
                $"The explorer of this {decoder.Name} would be {megabytes:0.0} MB of notebook, more than {largestMegabytes:0.0}: slow to open, and stored again with every run. Explore a smaller decoder, or accept the size with largestMegabytes: {Math.Ceiling(megabytes):0}.",
                nameof(largestMegabytes));
        }
        return new LatentExplorer(content, numbers, still.Figure, Summary(decoder, space, shape, megabytes));
    }

    private static string Summary(ModelDecoder decoder, LatentSpace space, OutputShape shape, double megabytes)
    {
        string dimensions = space.Size == 1 ? "1 latent dimension" : $"{space.Size} latent dimensions";
        string codes = space.PointCount == 0 ? "" : space.PointCount == space.Total
            ? $"; codes of {space.Total} examples"
            : $"; codes of {space.PointCount} of {space.Total} examples";
        string conditioned = decoder.Classes > 0 ? $", {decoder.Classes} classes" : "";
        return $"Latent explorer of {decoder.Name}: {dimensions}{conditioned} → {shape}{codes}; {megabytes:0.00} MB";
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static string Escaped(string json) =>
        json.Replace("<", "\\u003c", StringComparison.Ordinal).Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);
}
