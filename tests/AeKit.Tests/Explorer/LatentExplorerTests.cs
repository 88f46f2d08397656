using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AeKit.Data;
using AeKit.Explorer;
using AeKit.Models;
using Microsoft.DotNet.Interactive.Formatting;
using static TorchSharp.torch;

namespace AeKit.Tests.Explorer;

public sealed partial class LatentExplorerTests
{
    [Fact]
    public void Shows_itself_in_a_notebook_as_page_picture_and_text()
    {
        var explorer = Explore.Latent(Vae(), Digits.Load().Take(30));

        Assert.Equal(["text/html", "image/svg+xml", "text/plain"], Formatter.GetPreferredMimeTypesFor(explorer.GetType()));
        // The formatter ends every HTML form with a style sheet of its own.
        Assert.StartsWith(explorer.ToHtml(), explorer.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Equal(explorer.ToSvg(), explorer.ToDisplayString("image/svg+xml"));
        Assert.Equal(explorer.ToString(), explorer.ToDisplayString("text/plain"));
        XDocument.Parse(explorer.ToSvg());
    }

    [Fact]
    public void The_page_holds_the_still_picture_before_its_only_script_and_needs_nothing_from_elsewhere()
    {
        var explorer = Explore.Latent(Vae(), title: "a </script><b> & \u2028 编码");
        string html = explorer.ToHtml();

        Assert.Matches("""^<div class="aekit-explorer"[^>]*>\s*<img alt="[^"]+" src="data:image/svg\+xml;base64,[^"]+">\s*<script>""", html);
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Single(Regex.Matches(html, "</script>"));
        Assert.EndsWith("</script>\n</div>", html, StringComparison.Ordinal);
        Assert.All(Addresses().Matches(Data().Replace(html, "")), address => Assert.Equal("http://www.w3.org/2000/svg", address.Value));
        Assert.Contains("编码", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_still_picture_is_the_decoder_over_the_plane_of_the_map()
    {
        // x̂ = (z₁, z₂, 0, …): the first pixel grows to the right, the second upwards.
        using var model = new VariationalAutoencoder([16, 2], Likelihood.SquaredError);
        using (no_grad())
        {
            model.get_parameter("decoder.0.weight")!.zero_();
            model.get_parameter("decoder.0.bias")!.zero_();
            model.get_parameter("decoder.0.weight")![0, 0] = 1f / 3;
            model.get_parameter("decoder.0.weight")![1, 1] = 1f / 3;
        }
        XElement image = Assert.Single(XDocument.Parse(Explore.Latent(model).ToSvg()).Descendants("{http://www.w3.org/2000/svg}image"));

        var (width, height, channels, pixels) = Plots.FigureReader.Png(image.Attribute("href")!.Value);

        // 11 pictures of 4 pixels with a gap of 1, from −3 to 3, of which only 0 … 1 is not clipped.
        Assert.Equal((54, 54, 1), (width, height, channels));
        byte First(int column, int row) => pixels[(row * 5 * width) + (column * 5)];
        byte Second(int column, int row) => pixels[(row * 5 * width) + (column * 5) + 1];
        int[] shares = [0, 0, 0, 0, 0, 0, 51, 102, 153, 204, 255];
        for (int i = 0; i < 11; i++)
        {
            Assert.Equal(shares[i], First(i, 4));
            Assert.Equal(shares[i], Second(4, 10 - i));
        }
    }

    [Fact]
    public void Same_input_gives_the_same_bytes_and_the_id_does_not_depend_on_the_weights()
    {
        Assert.Equal(Explore.Latent(Vae(seed: 1)).ToHtml(), Explore.Latent(Vae(seed: 1)).ToHtml());
        Assert.Equal(Id(Explore.Latent(Vae(seed: 1))), Id(Explore.Latent(Vae(seed: 2))));
        Assert.NotEqual(Id(Explore.Latent(Vae())), Id(Explore.Latent(Vae(), title: "another")));
    }

    [Fact]
    public void The_model_keeps_its_mode_and_training_noise_stays_out()
    {
        var model = new Autoencoder([16, 8, 2], dropout: 0.5, batchNorm: true);
        model.train();
        string html = Explore.Latent(model).ToHtml();

        Assert.True(model.training);
        Assert.Equal(html, Explore.Latent(model).ToHtml());
        Assert.Equal(["linear", "affine", "relu", "linear"], Steps(html));
    }

    [Fact]
    public void Shapes_come_from_the_data_from_the_decoder_or_of_a_square()
    {
        using Dataset digits = Digits.Load().Take(5);
        Assert.Contains("→ images of 8×8 px; codes of 5 examples; ", Explore.Latent(Vae(), digits).ToString(), StringComparison.Ordinal);
        Assert.Contains("→ images of 8×8 px; ", Explore.Latent(Vae()).ToString(), StringComparison.Ordinal);
        Assert.Contains("→ images of 4×16 px; ", Explore.Latent(Vae(), height: 4, width: 16).ToString(), StringComparison.Ordinal);
        Assert.Contains("→ 64 outputs; ", Explore.Latent(Vae(), height: 1, width: 64).ToString(), StringComparison.Ordinal);
        Assert.Contains("→ images of 4×8 px RGB; ", Explore.Latent(new ConvolutionalVae([3, 4, 8], [4], 2, Likelihood.Bernoulli)).ToString(), StringComparison.Ordinal);
        Assert.Contains("→ 12 outputs; ", Explore.Latent(new VariationalAutoencoder([12, 2], Likelihood.Bernoulli)).ToString(), StringComparison.Ordinal);
        using Dataset beats = Ecg.Make(20, length: 64, abnormal: 0.5, noise: 0, seed: 1);
        Assert.Contains("→ 64 outputs; codes of 20 examples; ", Explore.Latent(Vae(), beats).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sliders_reach_three_standard_deviations_of_a_prior_the_codes_or_the_ends_of_an_activation()
    {
        Assert.Equal([-3, 3, -3, 3], Ranges(Explore.Latent(Vae()), 2));
        Assert.Equal([0, 1, 0, 1], Ranges(Explore.Latent(new Autoencoder([16, 2], latentActivation: Activation.Sigmoid)), 2));

        using var linear = new Autoencoder([2, 2]);
        using (no_grad())
        {
            linear.get_parameter("encoder.0.weight")!.copy_(eye(2));
            linear.get_parameter("encoder.0.bias")!.zero_();
        }
        // Codes −100 … 100 and 0 … 400 but for the extreme half percent, and a margin of a twentieth.
        using var data = new Dataset("line", stack([linspace(-100, 100, 401), linspace(0, 400, 401)], dim: 1));
        double[] ranges = Ranges(Explore.Latent(linear, data), 2);
        Assert.Equal(-99 - 9.9, ranges[0], 0.01);
        Assert.Equal(99 + 9.9, ranges[1], 0.01);
        Assert.Equal(2 - 19.8, ranges[2], 0.01);
        Assert.Equal(398 + 19.8, ranges[3], 0.01);
    }

    [Fact]
    public void Many_examples_are_thinned_evenly()
    {
        using var data = new Dataset("noise", rand(2500, 16));
        var explorer = Explore.Latent(new VariationalAutoencoder([16, 2], Likelihood.Bernoulli), data, start: 2499);

        Assert.Contains("codes of 834 of 2500 examples", explorer.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, (int)Content(explorer.ToHtml())["stride"]!);
        Assert.Equal(2499, (int)Content(explorer.ToHtml())["startExample"]!);
    }

    [Fact]
    public void A_layer_that_pages_cannot_run_is_named()
    {
        using var model = new VariationalAutoencoder(
            "odd", nn.Identity(), 16, 2, nn.Sequential(nn.Linear(2, 16), nn.Softmax(1)), Likelihood.Bernoulli, 1, 0);

        string message = Assert.Throws<NotSupportedException>(() => Explore.Latent(model)).Message;

        Assert.Contains("decoder.1, a Softmax", message, StringComparison.Ordinal);
        Assert.Contains("Plot.Images", message, StringComparison.Ordinal);
        Assert.Contains("Unknown", Assert.Throws<NotSupportedException>(() => Explore.Latent(new Unknown())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_weights_are_refused()
    {
        var model = Vae();
        using (no_grad())
            model.get_parameter("decoder.0.weight")!.fill_(float.NaN);
        Assert.Contains("NaN", Assert.Throws<NotSupportedException>(() => Explore.Latent(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heavy_output_is_refused_with_its_size_and_the_remedy()
    {
        var model = new VariationalAutoencoder([784, 1000, 20], Likelihood.Bernoulli);

        string message = Assert.Throws<ArgumentException>(() => Explore.Latent(model)).Message;

        // 20·1000 + 1000 + 1000·784 + 784 floats of 4 bytes, in base64.
        Assert.Contains("4.3 MB", message, StringComparison.Ordinal);
        Assert.Contains("largestMegabytes: 5", message, StringComparison.Ordinal);
        string text = Explore.Latent(model, largestMegabytes: 5).ToString();
        Assert.Contains("20 latent dimensions", text, StringComparison.Ordinal);
        Assert.Equal(4.3, double.Parse(Regex.Match(text, @"([\d.]+) MB$").Groups[1].Value), 0.1);
    }

    [Fact]
    public void What_does_not_fit_the_model_is_refused()
    {
        using Dataset digits = Digits.Load().Take(5), unlabelled = new("unlabelled", rand(5, 64)), other = new("other", rand(5, 63));
        var conditional = new ConditionalVae([64, 8, 2], 10, Likelihood.Bernoulli);

        Refuses("other has 63 values", () => Explore.Latent(Vae(), other));
        Refuses("2 latent dimensions", () => Explore.Latent(Vae(), names: ["one"]));
        Refuses("pass the data", () => Explore.Latent(Vae(), start: 0));
        Refuses("none at position 5", () => Explore.Latent(Vae(), digits, start: 5));
        Refuses("both height and width", () => Explore.Latent(Vae(), height: 8));
        Refuses("7×8 = 56 grey or 168 RGB", () => Explore.Latent(Vae(), height: 7, width: 8));
        Refuses("two different dimensions of 0 … 1", () => Explore.Latent(Vae(), map: (0, 2)));
        Refuses("10 classes, so 10 names", () => Explore.Latent(conditional, classes: ["zero"]));
        Refuses("unlabelled has none", () => Explore.Latent(conditional, unlabelled));

        static void Refuses(string part, Action action) =>
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static VariationalAutoencoder Vae(int seed = 1)
    {
        manual_seed(seed);
        return new VariationalAutoencoder([64, 16, 2], Likelihood.Bernoulli);
    }

    private static string Id(LatentExplorer explorer) => Regex.Match(explorer.ToHtml(), "data-explorer=\"([^\"]+)\"").Groups[1].Value;

    private static JsonNode Content(string html) => JsonNode.Parse(Arguments().Match(html).Groups[1].Value)!;

    private static string[] Steps(string html) => [.. Content(html)["steps"]!.AsArray().Select(step => (string)step!["op"]!)];

    private static double[] Ranges(LatentExplorer explorer, int dimensions)
    {
        byte[] bytes = Convert.FromBase64String(Arguments().Match(explorer.ToHtml()).Groups[2].Value);
        int start = (int)Content(explorer.ToHtml())["ranges"]!;
        return [.. Enumerable.Range(start, 2 * dimensions).Select(i => (double)System.Buffers.Binary.BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)))];
    }

    [GeneratedRegex("""startExplorer\("[0-9a-f]+", (\{.*\}), "data:application/octet-stream;base64,([^"]*)"\);""")]
    private static partial Regex Arguments();

    [GeneratedRegex("""\b(https?:)?//[\w.]+[^\s"']*""")]
    private static partial Regex Addresses();

    [GeneratedRegex("base64,[^\"]*")]
    private static partial Regex Data();

    private sealed class Unknown() : EncoderDecoder(nameof(Unknown))
    {
        public override Tensor Encode(Tensor x) => x;

        public override Tensor Decode(Tensor z) => z;

        public override AutoencoderOutput forward(Tensor input) => new(input, input, input);

        public override LossTerms Loss(Tensor x, AutoencoderOutput output) => new(x.sum(), x.sum(), x.sum());
    }
}
