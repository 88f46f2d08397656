namespace AeKit.Plots;

/// <summary>
/// A named row of images for <see cref="Plot.ImageRows"/>, for instance the inputs or their reconstructions.
/// </summary>
/// <param name="Name">Written to the left of the row.</param>
/// <param name="Pixels">
/// The images one after another, each in PyTorch's order (channels × height × width): a batch as
/// <c>tensor.data&lt;float&gt;().ToArray()</c> gives it.
/// </param>
public sealed record ImageRow(string Name, float[] Pixels);
