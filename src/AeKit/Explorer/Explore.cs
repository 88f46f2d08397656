using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using TorchSharp;

namespace AeKit.Explorer;

/// <summary>Trained models under one's fingers: outputs of a notebook that answer without a kernel.</summary>
public static class Explore
{
    /// <summary>The size above which <see cref="Latent"/> refuses to make an explorer, in megabytes of the notebook.</summary>
    public const double DefaultLargestMegabytes = 4;

    /// <summary>
    /// The latent space of a model: a slider for each dimension of the code, a map of two of them to click on, and what
    /// the decoder makes of the code, calculated in the page itself. The decoder's weights are part of the output, so it
    /// works in a saved notebook and in its web page; where no scripts run, a picture of decoded codes stands in its place.
    /// </summary>
    /// <param name="model">
    /// A model of the kit, trained. The page shows its decoder as it is now, in evaluation mode: the mean of p(x | z).
    /// </param>
    /// <param name="data">
    /// Examples whose codes are shown on the map, coloured by label, at most 1000 spread evenly over the data; they also give
    /// the sliders their ranges, and the picture its shape and range of values. Without data the sliders of a variational
    /// model go from −3 to 3, three standard deviations of the prior.
    /// </param>
    /// <param name="height">Rows of pixels; by default as in the data, without data as in the model or of a square. 1 shows outputs as a curve.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="names">K names of the latent dimensions; z₁, z₂, … by default.</param>
    /// <param name="classes">Names of the classes 0, 1, …; by default their numbers.</param>
    /// <param name="start">
    /// The example of the data whose code comes first; by default the origin for a model with the prior N(0, I), otherwise
    /// the first example.
    /// </param>
    /// <param name="map">Which two dimensions, from 0, the map shows at first.</param>
    /// <param name="title">Above the explorer.</param>
    /// <param name="largestMegabytes">The largest output to make.</param>
    /// <exception cref="ArgumentException">Data, shape, names or positions that do not fit the model; a model whose output would be too large.</exception>
    /// <exception cref="NotSupportedException">A model that is none of the kit's, or a layer of its decoder that the page cannot run; the message names it.</exception>
    /// <example><code>
    /// Explore.Latent(vae, test)
    /// </code></example>
    public static LatentExplorer Latent(
        EncoderDecoder model,
        Dataset? data = null,
        int? height = null,
        int? width = null,
        IReadOnlyList<string>? names = null,
        IReadOnlyList<string>? classes = null,
        int? start = null,
        (int Horizontal, int Vertical)? map = null,
        string? title = null,
        double largestMegabytes = DefaultLargestMegabytes)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(largestMegabytes);
        using var mode = new EvaluationMode(model);
        using var scope = torch.NewDisposeScope();
        var decoder = ModelDecoder.Of(model);
        decoder.Require(data);
        var space = LatentSpace.Of(decoder, data, names, classes, start, map);
        return LatentExplorer.Create(decoder, space, data, height, width, title, largestMegabytes);
    }
}
