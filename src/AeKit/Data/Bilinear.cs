namespace AeKit.Data;

/// <summary>
/// Resizes images as PyTorch's <c>interpolate(mode="bilinear", align_corners=False)</c>: pixel i of n covers
/// [i/n, (i+1)/n], its value stands in the middle, and values in between are linear in each direction.
/// </summary>
internal static class Bilinear
{
    /// <param name="images">(count × height × width)</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="newHeight">Rows wanted.</param>
    /// <param name="newWidth">Columns wanted.</param>
    /// <returns>(count × newHeight × newWidth)</returns>
    public static float[] Resize(ReadOnlySpan<float> images, int height, int width, int newHeight, int newWidth)
    {
        int count = images.Length / (height * width);
        var resized = new float[count * newHeight * newWidth];
        (int Low, int High, float Share)[] rows = Neighbours(height, newHeight), columns = Neighbours(width, newWidth);
        for (int image = 0, at = 0; image < count; image++)
        {
            ReadOnlySpan<float> pixels = images.Slice(image * height * width, height * width);
            foreach (var row in rows)
            {
                ReadOnlySpan<float> above = pixels.Slice(row.Low * width, width), below = pixels.Slice(row.High * width, width);
                foreach (var column in columns)
                {
                    resized[at++] = Mix(
                        Mix(above[column.Low], above[column.High], column.Share),
                        Mix(below[column.Low], below[column.High], column.Share),
                        row.Share);
                }
            }
        }
        return resized;
    }

    private static float Mix(float a, float b, float share) => ((1 - share) * a) + (share * b);

    private static (int Low, int High, float Share)[] Neighbours(int size, int newSize)
    {
        float scale = (float)size / newSize;
        return
        [
            .. from i in Enumerable.Range(0, newSize)
               let position = Math.Max(0, ((i + 0.5f) * scale) - 0.5f)
               let low = Math.Min((int)position, size - 1)
               select (low, Math.Min(low + 1, size - 1), position - low),
        ];
    }
}
