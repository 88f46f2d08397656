namespace AeKit.Models;

/// <summary>How a <see cref="CompressiveAutoencoder"/> gets from real codes to integers, and gradients past the rounding, whose derivative is zero.</summary>
public enum Quantization
{
    /// <summary>No rounding and no rate: an autoencoder with a short code, as many texts call compression.</summary>
    None,

    /// <summary>Rounding; backwards as if it were the identity (Theis et al., ICLR 2017, section 2.1).</summary>
    StraightThrough,

    /// <summary>While training, noise uniform in [−½, ½) in place of rounding (Ballé et al., ICLR 2017, section 3); otherwise rounding.</summary>
    UniformNoise,
}
