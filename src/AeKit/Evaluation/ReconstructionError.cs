using AeKit.Data;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>How far reconstructions are from what was to be reconstructed, in squared units of the data.</summary>
public static class ReconstructionError
{
    /// <summary>The mean over all examples and dimensions of (x − x̂)².</summary>
    /// <param name="x">(N, D).</param>
    /// <param name="reconstruction">(N, D).</param>
    public static double Mse(Tensor x, Tensor reconstruction)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return nn.functional.mse_loss(reconstruction.to_type(ScalarType.Float64), x.to_type(ScalarType.Float64)).item<double>();
    }

    /// <summary>The mean over all examples and dimensions of (x − x̂)², in evaluation mode; the model's mode is left as it was.</summary>
    public static double Mse(EncoderDecoder model, Dataset data) => PerExample(model, data).Average();

    /// <summary>The peak signal-to-noise ratio 10 log₁₀(peak² / MSE): 20 dB is an error of a tenth of the peak, +∞ none at all.</summary>
    /// <param name="mse">Mean squared error, in squared units of the peak.</param>
    /// <param name="peak">The greatest value there can be: 1 for pixels in [0, 1], 255 for bytes.</param>
    /// <returns>In dB.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative error, or a peak that is not positive.</exception>
    public static double Psnr(double mse, double peak = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mse);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(peak);
        return 10 * Math.Log10(peak * peak / mse);
    }

    /// <summary>Of each example the mean over its dimensions of (x − x̂)², in evaluation mode; the model's mode is left as it was.</summary>
    /// <returns>N values, in the dataset's order.</returns>
    public static double[] PerExample(EncoderDecoder model, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var mode = new EvaluationMode(model);
        var errors = new List<double>();
        foreach (var batch in data.Batches(256, shuffle: false))
        {
            using var scope = NewDisposeScope();
            var difference = (model.call(batch.X).Reconstruction - batch.X).to_type(ScalarType.Float64);
            errors.AddRange((difference * difference).mean([1]).data<double>().ToArray());
        }

        return [.. errors];
    }
}
