using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Tests.Data;

public sealed class PatchesTests
{
    [Fact]
    public void A_grid_without_overlap_holds_every_pixel_once_in_its_place()
    {
        using Dataset image = Image(2, 1, 6, 9);
        using Dataset patches = Patches.Extract(image, size: 3);

        Assert.Equal([12, 9], patches.Features.shape);
        Assert.Equal([3L, 3], patches.ExampleShape);
        // Patch 8 is the one of the second image's first row and third column.
        Assert.Equal([60, 61, 62, 69, 70, 71, 78, 79, 80], patches.Features[8].ToArray());
        Assert.Equal(image.Features.ToArray().Order(), patches.Features.ToArray().Order());
        Assert.Equal(image.ValueRange, patches.ValueRange);
    }

    [Fact]
    public void Overlapping_patches_leave_out_what_does_not_fill_one()
    {
        using Dataset image = Image(1, 1, 7, 8);
        using Dataset patches = Patches.Extract(image, size: 4, step: 2);

        Assert.Equal(2 * 3, patches.Count);
        Assert.Equal(18, patches.Features[4][0].item<float>());
    }

    [Fact]
    public void Channels_stay_together()
    {
        using Dataset image = Image(1, 3, 4, 4);
        using Dataset patches = Patches.Extract(image, size: 2);

        Assert.Equal([3L, 2, 2], patches.ExampleShape);
        Assert.Equal([2, 3, 6, 7, 18, 19, 22, 23, 34, 35, 38, 39], patches.Features[1].ToArray());
    }

    [Fact]
    public void Random_patches_are_pieces_of_the_image_and_reach_its_edges()
    {
        using Dataset image = Image(1, 1, 6, 6);
        using Dataset patches = Patches.Sample(image, 400, size: 3, seed: 1), again = Patches.Sample(image, 400, size: 3, seed: 1);

        Assert.Equal(patches.Features.ToArray(), again.Features.ToArray());
        float[][] all = [.. patches.Features.ToArray().Chunk(9)];
        Assert.All(all, patch => Assert.Equal(patch.Select((_, k) => patch[0] + (6 * (k / 3)) + (k % 3)), patch));
        Assert.Equal(16, all.Select(patch => patch[0]).Distinct().Count());
    }

    [Fact]
    public void What_is_no_image_or_too_small_is_refused()
    {
        using Dataset points = Noise.Normal(3, 4), image = Image(1, 1, 6, 6);

        Assert.Contains("images", Assert.Throws<ArgumentException>(() => Patches.Extract(points)).Message);
        Assert.Contains("1 to 6", Assert.Throws<ArgumentException>(() => Patches.Extract(image, 7)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Patches.Extract(image, 3, step: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Patches.Sample(image, 0, 3));
    }

    private static Dataset Image(int count, int channels, int height, int width)
    {
        long[] shape = channels == 1 ? [height, width] : [channels, height, width];
        return new Dataset("image", arange(count * channels * height * width, dtype: ScalarType.Float32).reshape([count, .. shape]));
    }
}
