using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// A grey photograph of people on a stairway, 256×256 pixels, in the public domain: "ascent" of SciPy, halved in size.
/// The picture is part of the library and needs no file.
/// </summary>
public static class Photograph
{
    /// <summary>The photograph with pixels in [0, 1], 0 black and 1 white.</summary>
    /// <returns>One example, features (1, 65536), shape 256×256. <see cref="Patches.Extract"/> cuts it into many.</returns>
    public static Dataset Load()
    {
        using DataFileStream file = EmbeddedFile.Open("ascent-idx3-ubyte.gz");
        IdxArray image = IdxFile.Read(file, dimensions: 3);
        return new Dataset(
            "photograph",
            tensor(Array.ConvertAll(image.Values, value => value / 255f), [.. image.Shape.Select(size => (long)size)]),
            valueRange: (0, 1),
            source: "ascent.dat of SciPy, derived from accent-to-the-top.jpg of public-domain-image.com. Public domain");
    }
}
