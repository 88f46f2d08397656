using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// 1797 handwritten digits of 13 writers, 8×8 pixels with 17 grey levels: the test set of Alpaydin and Kaynak,
/// "Optical Recognition of Handwritten Digits" (UCI Machine Learning Repository, 1998), the digits of scikit-learn.
/// The data are part of the library and need no file.
/// </summary>
public static class Digits
{
    private const int Side = 8;
    private const int GreyLevels = 16;

    /// <summary>All digits with pixels in [0, 1], 0 paper and 1 ink, in the order of the file.</summary>
    /// <param name="size">Height and width in pixels; other than 8, the images are resized bilinearly. 28 gives MNIST's 784 inputs.</param>
    /// <returns>Features (1797, size²), labels 0 … 9.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1 or above 256.</exception>
    public static Dataset Load(int size = Side)
    {
        if (size is < 1 or > 256)
            throw new ArgumentOutOfRangeException(nameof(size), size, "The digits can be resized to 1 to 256 pixels.");
        using DataFileStream file = EmbeddedFile.Open("digits.csv.gz");
        NumericTable table = NumericTable.Read(file, (width, _) => width - 1, hasHeader: false, delimiter: ',', divideBy: GreyLevels);
        float[] pixels = size == Side ? table.Values : Bilinear.Resize(table.Values, Side, Side, size, size);
        return new Dataset(
            "digits",
            tensor(pixels, [table.Rows, size, size]),
            tensor(table.Labels!),
            valueRange: (0, 1),
            source: "E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits, test set. UCI Machine Learning Repository, 1998, doi:10.24432/C50P49. CC BY 4.0");
    }
}
