using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class PhotographTests
{
    [Fact]
    public void Is_one_grey_image_with_the_known_pixels()
    {
        using Dataset photograph = Photograph.Load();

        Assert.Equal([256L, 256], photograph.ExampleShape);
        Assert.Equal(1, photograph.Count);
        float[] pixels = photograph.Features.ToArray();
        // From SciPy's array: the sum of all 2×2 means, rounded, and the start of row 128.
        Assert.Equal(5_740_152, pixels.Sum(pixel => Math.Round(pixel * 255.0)));
        Assert.Equal([44, 43, 106, 231, 123, 175, 201, 207], pixels.Skip(128 * 256).Take(8).Select(pixel => (int)Math.Round(pixel * 255)));
        Assert.Contains("Public domain", photograph.Source);
    }
}
