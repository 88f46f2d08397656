namespace AeKit.Evaluation;

/// <summary>What a lossy code costs and what it loses, averaged over a dataset: one point of a rate–distortion curve.</summary>
/// <param name="BitsPerExample">The rate: bits of the code of one example.</param>
/// <param name="Dimensions">Values of an example, D: its pixels, if it is a grey image.</param>
/// <param name="Mse">The distortion: mean squared error per value.</param>
/// <param name="Peak">The greatest value there can be, to which PSNR relates the error: 1 for pixels in [0, 1].</param>
public sealed record RateDistortionPoint(double BitsPerExample, int Dimensions, double Mse, double Peak = 1)
{
    /// <summary>The rate in bits per value; bits per pixel (bpp), if an example is a grey image.</summary>
    public double BitsPerDimension => BitsPerExample / Dimensions;

    /// <summary>The distortion as a peak signal-to-noise ratio in dB.</summary>
    public double Psnr => ReconstructionError.Psnr(Mse, Peak);

    /// <summary>One line, such as "0.250 bits per value, 28.86 dB".</summary>
    public override string ToString() => $"{BitsPerDimension:F3} bits per value, {Psnr:F2} dB";
}
